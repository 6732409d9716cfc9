import { once } from "node:events";
import type { Sql } from "./sql.ts";

/** A file, as `MetaClient.media.download` returns it. */
export interface FetchedMedia {
  readonly bytes: Uint8Array;
  readonly mime_type?: string | undefined;
}

/**
 * Fetches a file by the id that stands in its message. What it throws tells whether to try again: a file is gone where the
 * error has the `status` 404 or the `code` "invalid_request", as those of the clients have.
 */
export type FetchMedia = (
  id: string,
  about: { readonly phoneNumberId: string; readonly signal: AbortSignal },
) => Promise<FetchedMedia>;

const atATime = 4;
/** After the first failure, in milliseconds. Each pause after it is four times as long, up to the longest. */
const firstPause = 5_000;
const longestPause = 6 * 3_600_000;
/** For one file, in milliseconds. */
const longestFetch = 5 * 60_000;

/**
 * Fetches the files of messages, and keeps them in the database. One that is still to be fetched is a row without bytes, so
 * it goes on after a restart. Where there are many, or large ones, keep the bytes in a folder or a bucket instead.
 */
export class Media {
  readonly #sql: Sql;
  readonly #fetch: FetchMedia;
  readonly #onChange: () => void;
  readonly #timeLimit: number;
  #underWay = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(sql: Sql, fetch: FetchMedia, onChange: () => void, timeLimit = longestFetch) {
    this.#timeLimit = timeLimit;
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
      // Should the process be ended meanwhile, it is due again.
      this.#sql.run("UPDATE media SET due = ? WHERE id = ?", now + 2 * this.#timeLimit, next.id);
      void this.#fetchOne(next);
    }
  }

  async #fetchOne(expected: ExpectedMedia): Promise<void> {
    this.#underWay += 1;
    const outcome = await this.#tryToFetch(expected);
    this.#underWay -= 1;
    if (this.#isClosed) return;
    try {
      if ("bytes" in outcome) this.#keep(expected, outcome);
      else this.#postpone(expected, outcome.error);
      this.#onChange();
    } catch {
      // It was due again later in any case.
    }
    this.look();
  }

  /** One that hangs gives its place to others. */
  async #tryToFetch({ id, number }: ExpectedMedia): Promise<FetchedMedia | { readonly error: unknown }> {
    const hasEnded = new AbortController();
    const timer = setTimeout(() => hasEnded.abort(), this.#timeLimit).unref();
    const { signal } = hasEnded;
    try {
      return await Promise.race([
        this.#fetch(id, { phoneNumberId: number, signal }),
        once(signal, "abort").then(() => ({ error: { code: "timeout" } })),
      ]);
    } catch (error) {
      return { error };
    } finally {
      clearTimeout(timer);
    }
  }

  #keep({ id }: ExpectedMedia, { bytes, mime_type }: FetchedMedia): void {
    // What was taken back meanwhile is not kept.
    this.#sql.run(
      "UPDATE media SET bytes = ?, type = coalesce(?, type) WHERE id = ? AND bytes IS NULL",
      ...[Buffer.from(bytes), mime_type ?? null, id],
    );
  }

  #postpone({ id, attempts }: ExpectedMedia, error: unknown): void {
    const { code, status } = read(error);
    const isGone = status === 404 || code === "invalid_request";
    const due = isGone ? null : Date.now() + Math.min(longestPause, firstPause * 4 ** attempts);
    this.#sql.run("UPDATE media SET attempts = attempts + 1, due = ? WHERE id = ?", due, id);
    console.error(isGone ? "a file is gone:" : "a file was not fetched, and is tried again later:", code ?? "no code");
  }
}

/** An error may hold anything, so only these are looked at. */
function read(error: unknown): { code?: string; status?: number } {
  if (typeof error !== "object" || error === null) return {};
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const status = "status" in error && typeof error.status === "number" ? error.status : undefined;
  return { ...(code !== undefined && { code }), ...(status !== undefined && { status }) };
}

interface ExpectedMedia {
  readonly id: string;
  readonly number: string;
  readonly attempts: number;
  /** In milliseconds. */
  readonly due: number;
}
