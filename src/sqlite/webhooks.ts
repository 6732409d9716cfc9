import type { VerifiedWebhook } from "../intake/index.ts";
import type { Provider } from "../model/index.ts";
import { blobOf } from "./blob.ts";
import type { SqliteDatabase, SqliteStatement } from "./database.ts";

/** A webhook that is stored. */
export interface StoredWebhook extends VerifiedWebhook {
  readonly seq: number;
}

interface Row {
  readonly seq: number;
  readonly provider: Provider;
  readonly received_at: number;
  readonly body: Uint8Array | ArrayBuffer;
}

/** The webhooks whose events are not all done, in the order in which they arrived. */
export class Webhooks {
  readonly #insert: SqliteStatement;
  readonly #next: SqliteStatement;
  readonly #remove: SqliteStatement;
  readonly #count: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare("INSERT INTO coexistence_webhooks (provider, received_at, body) VALUES (?, ?, ?)");
    this.#next = database.prepare(
      "SELECT seq, provider, received_at, body FROM coexistence_webhooks WHERE seq > ? ORDER BY seq LIMIT ?",
    );
    this.#remove = database.prepare("DELETE FROM coexistence_webhooks WHERE seq = ?");
    this.#count = database.prepare("SELECT count(*) AS count, min(received_at) AS oldest FROM coexistence_webhooks");
  }

  insert({ provider, receivedAt, body }: VerifiedWebhook): void {
    this.#insert.run(provider, receivedAt.getTime(), blobOf(body));
  }

  after(seq: number, limit: number): StoredWebhook[] {
    return (this.#next.all(seq, limit) as Row[]).map(({ seq, provider, received_at, body }) => ({
      seq,
      provider,
      receivedAt: new Date(received_at),
      // libsql hands blobs out as an ArrayBuffer.
      body: body instanceof Uint8Array ? body : new Uint8Array(body),
    }));
  }

  remove(seq: number): void {
    this.#remove.run(seq);
  }

  /** How many there are, and since when the oldest has been waiting. */
  backlog(): { count: number; oldest: number | undefined } {
    const { count, oldest } = this.#count.get() as { count: number; oldest: number | null };
    return { count, oldest: oldest ?? undefined };
  }
}
