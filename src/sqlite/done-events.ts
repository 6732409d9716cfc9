import type { SqliteDatabase, SqliteStatement } from "./database.ts";
import { digestOf } from "./digest-of.ts";

const purgedAtOnce = 5_000;

/** The ids of events that are done, kept for longer than senders repeat them. */
export class DoneEvents {
  readonly #has: SqliteStatement;
  readonly #doneAt: SqliteStatement;
  readonly #add: SqliteStatement;
  readonly #purge: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#has = database.prepare(
      "SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM coexistence_done WHERE id = ?) OR EXISTS (SELECT 1 FROM coexistence_dead_letters WHERE id = ?)",
    );
    this.#doneAt = database.prepare(
      "SELECT done_at FROM coexistence_done WHERE id = ? AND NOT EXISTS (SELECT 1 FROM coexistence_dead_letters WHERE id = ?)",
    );
    this.#add = database.prepare("INSERT OR REPLACE INTO coexistence_done (id, done_at) VALUES (?, ?)");
    this.#purge = database.prepare(
      "DELETE FROM coexistence_done WHERE id IN (SELECT id FROM coexistence_done WHERE done_at < ? LIMIT ?)",
    );
  }

  /** Whether the event is done, or lies among the dead letters. */
  has(id: string): boolean {
    return this.#has.get(digestOf(id), id) !== undefined;
  }

  /** When the event was done. Absent where it is not, or lies among the dead letters. */
  doneAt(id: string): Date | undefined {
    const row = this.#doneAt.get(digestOf(id), id) as { readonly done_at: number } | undefined;
    return row && new Date(row.done_at);
  }

  add(id: string, at: number): void {
    this.#add.run(digestOf(id), at);
  }

  /**
   * Forgets what was done before a time, some thousands at once.
   *
   * @returns whether there may be more.
   */
  purge(before: number): boolean {
    return Number(this.#purge.run(before, purgedAtOnce).changes) === purgedAtOnce;
  }
}
