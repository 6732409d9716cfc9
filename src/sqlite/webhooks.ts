import type { VerifiedWebhook } from "../intake/index.ts";
import type { Provider } from "../model/index.ts";
import { blobOf } from "./blob.ts";
import type { SqliteDatabase, SqliteStatement } from "./database.ts";
import { largestPlain } from "./packed-body.ts";

/** A webhook that is stored. */
export interface StoredWebhook extends VerifiedWebhook {
  readonly seq: number;
}

/** A webhook as it lies in the store. */
export interface KeptWebhook extends StoredWebhook {
  /** Whether its body is packed. */
  readonly isPacked: boolean;
}

/** The same, without its body where that is large. */
export type FoundWebhook = Omit<KeptWebhook, "body"> & { readonly body: Uint8Array | undefined };

type Blob = Uint8Array | ArrayBuffer;

interface Row {
  readonly seq: number;
  readonly provider: Provider;
  readonly received_at: number;
  readonly body: Blob | null;
  readonly packed: number;
}

/** The webhooks whose events are not all done, in the order in which they arrived. */
export class Webhooks {
  readonly #insert: SqliteStatement;
  readonly #next: SqliteStatement;
  readonly #body: SqliteStatement;
  readonly #remove: SqliteStatement;
  readonly #count: SqliteStatement;
  readonly #oldest: SqliteStatement;
  readonly #last: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare(
      "INSERT INTO coexistence_webhooks (provider, received_at, body, packed) VALUES (?, ?, ?, ?)",
    );
    this.#next = database.prepare(
      `SELECT seq, provider, received_at, packed, CASE WHEN packed = 0 AND length(body) <= ${largestPlain} THEN body END AS body FROM coexistence_webhooks WHERE seq > ? ORDER BY seq LIMIT ?`,
    );
    this.#body = database.prepare("SELECT body FROM coexistence_webhooks WHERE seq = ?");
    this.#remove = database.prepare("DELETE FROM coexistence_webhooks WHERE seq = ?");
    this.#count = database.prepare("SELECT count(*) AS value FROM coexistence_webhooks");
    this.#oldest = database.prepare("SELECT received_at AS value FROM coexistence_webhooks ORDER BY seq LIMIT 1");
    this.#last = database.prepare("SELECT max(seq) AS value FROM coexistence_webhooks");
  }

  /** @param packed - the body, packed, where it is large. */
  insert({ provider, receivedAt, body }: VerifiedWebhook, packed?: Uint8Array): void {
    this.#insert.run(provider, receivedAt.getTime(), blobOf(packed ?? body), packed === undefined ? 0 : 1);
  }

  after(seq: number, limit: number): FoundWebhook[] {
    return (this.#next.all(seq, limit) as Row[]).map(({ seq, provider, received_at, body, packed }) => ({
      seq,
      provider,
      receivedAt: new Date(received_at),
      body: body === null ? undefined : bytesOf(body),
      isPacked: packed !== 0,
    }));
  }

  /**
   * Reads the body of one that came without.
   *
   * @returns nothing where it is gone.
   */
  withBody({ body, ...found }: FoundWebhook): KeptWebhook | undefined {
    if (body !== undefined) return { ...found, body };
    const [row] = this.#body.all(found.seq) as { body: Blob }[];
    return row && { ...found, body: bytesOf(row.body) };
  }

  remove(seq: number): void {
    this.#remove.run(seq);
  }

  /** How many there are. It looks at each of them. */
  count(): number {
    return numberOf(this.#count) ?? 0;
  }

  /** When the oldest of them arrived. */
  oldest(): number | undefined {
    return numberOf(this.#oldest);
  }

  /** The last of them, or 0. */
  last(): number {
    return numberOf(this.#last) ?? 0;
  }
}

/** libsql hands blobs out as an ArrayBuffer. */
function bytesOf(blob: Blob): Uint8Array {
  return blob instanceof Uint8Array ? blob : new Uint8Array(blob);
}

function numberOf(statement: SqliteStatement): number | undefined {
  return (statement.get() as { value: number | null } | undefined)?.value ?? undefined;
}
