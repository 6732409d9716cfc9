import type { Sql } from "./sql.ts";

/** A file, as `MetaClient.media.download` returns it. */
export interface FetchedMedia {
  readonly bytes: Uint8Array;
  readonly mime_type?: string | undefined;
}

/** Fetches a file by the id that stands in its message. */
export type FetchMedia = (id: string, about: { readonly phoneNumberId: string }) => Promise<FetchedMedia>;

const largestAttempt = 5;
const atATime = 4;
/** After the first failure, in milliseconds. Each pause after it is four times as long. */
const firstPause = 5_000;
/** After this time a file counts as not fetched, for example because the process was ended meanwhile. */
const patience = 5 * 60_000;

/**
 * Fetches the files of messages, and keeps them in the database. One that is still to be fetched is a row without bytes, so
 * it goes on after a restart. Where there are many, or large ones, keep the bytes in a folder or a bucket instead.
 */
export class Media {
  readonly #sql: Sql;
  readonly #fetch: FetchMedia;
  readonly #onChange: () => void;
  #underWay = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(sql: Sql, fetch: FetchMedia, onChange: () => void) {
    this.#sql = sql;
    this.#fetch = fetch;
    this.#onChange = onChange;
  }

  /** Fetches what is expected, now or when it is due. Call it after messages were saved. */
  readonly look = (): void => {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    try {
      this.#begin();
    } catch {
      this.#timer = setTimeout(this.look, firstPause); // another process holds the lock
    }
  };

  /** Fetches nothing more. What is under way is fetched again after the next start. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #begin(): void {
    while (this.#underWay < atATime) {
      const [next] = this.#sql.all<ExpectedMedia>(
        "SELECT id, number, attempts, due FROM media WHERE bytes IS NULL AND due >= 0 ORDER BY due LIMIT 1",
      );
      if (next === undefined) return;
      const now = Date.now();
      if (next.due > now) {
        this.#timer = setTimeout(this.look, next.due - now);
        return;
      }
      this.#sql.run("UPDATE media SET due = ? WHERE id = ?", now + patience, next.id);
      void this.#fetchOne(next);
    }
  }

  async #fetchOne(expected: ExpectedMedia): Promise<void> {
    this.#underWay += 1;
    const fetched = await this.#tryToFetch(expected);
    this.#underWay -= 1;
    if (this.#isClosed) return;
    try {
      this.#keep(expected, fetched);
    } catch {
      // It was due again later in any case.
    }
    this.look();
  }

  async #tryToFetch({ id, number }: ExpectedMedia): Promise<FetchedMedia | undefined> {
    try {
      return await this.#fetch(id, { phoneNumberId: number });
    } catch {
      return undefined;
    }
  }

  #keep({ id, attempts }: ExpectedMedia, fetched: FetchedMedia | undefined): void {
    if (fetched === undefined) {
      // Files are kept for some weeks only, so old ones are gone for good.
      const due = attempts + 1 < largestAttempt ? Date.now() + firstPause * 4 ** attempts : null;
      this.#sql.run("UPDATE media SET attempts = attempts + 1, due = ? WHERE id = ?", due, id);
    } else {
      const { bytes, mime_type = null } = fetched;
      this.#sql.run(
        "UPDATE media SET bytes = ?, type = coalesce(?, type) WHERE id = ?",
        Buffer.from(bytes),
        mime_type,
        id,
      );
    }
    this.#onChange();
  }
}

interface ExpectedMedia {
  readonly id: string;
  readonly number: string;
  readonly attempts: number;
  /** In milliseconds. */
  readonly due: number;
}
