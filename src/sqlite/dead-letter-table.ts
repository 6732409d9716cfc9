import type { GivenUp } from "../deliver/ledger.ts";
import type { DeadLetter } from "../intake/index.ts";
import type { CoexistenceEvent, Provider } from "../model/index.ts";
import { blobOf } from "./blob.ts";
import type { SqliteDatabase, SqliteStatement } from "./database.ts";
import type { StoredWebhook } from "./webhooks.ts";

interface Row {
  readonly id: string;
  readonly type: CoexistenceEvent["type"];
  readonly provider: Provider;
  readonly received_at: number;
  readonly attempts: number;
  readonly reason: string;
  readonly given_up_at: number;
}

/** The events that were given up, each with the part of its webhook that it is in. */
export class DeadLetterTable {
  readonly #insert: SqliteStatement;
  readonly #list: SqliteStatement;
  readonly #copy: SqliteStatement;
  readonly #remove: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare(
      "INSERT OR REPLACE INTO coexistence_dead_letters (id, type, provider, received_at, body, attempts, reason, given_up_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#list = database.prepare(
      "SELECT id, type, provider, received_at, attempts, reason, given_up_at FROM coexistence_dead_letters ORDER BY given_up_at, id LIMIT ?",
    );
    this.#copy = database.prepare(
      "INSERT INTO coexistence_webhooks (provider, received_at, body) SELECT provider, received_at, body FROM coexistence_dead_letters WHERE id = ?",
    );
    this.#remove = database.prepare("DELETE FROM coexistence_dead_letters WHERE id = ?");
  }

  insert({ id, type }: CoexistenceEvent, part: StoredWebhook, { attempts, reason }: GivenUp, at: number): void {
    const { provider, receivedAt, body } = part;
    this.#insert.run(id, type, provider, receivedAt.getTime(), blobOf(body), attempts, reason, at);
  }

  list(limit: number): DeadLetter[] {
    return (this.#list.all(limit) as Row[]).map(({ received_at, given_up_at, ...row }) => ({
      id: row.id,
      type: row.type,
      provider: row.provider,
      attempts: row.attempts,
      reason: row.reason,
      receivedAt: new Date(received_at),
      givenUpAt: new Date(given_up_at),
    }));
  }

  /** Puts its webhook back among those to deliver. Events of it that are done stay so. */
  replay(id: string): boolean {
    this.#copy.run(id);
    return this.drop(id);
  }

  drop(id: string): boolean {
    return Number(this.#remove.run(id).changes) > 0;
  }
}
