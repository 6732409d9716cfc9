import type { SqliteDatabase, SqliteStatement } from "./database.ts";

/** How often the listeners of events were called that are not done yet, where that has to outlive the process. */
export class Attempts {
  readonly #get: SqliteStatement;
  readonly #set: SqliteStatement;
  readonly #remove: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#get = database.prepare("SELECT attempts FROM coexistence_attempts WHERE id = ?");
    this.#set = database.prepare("INSERT OR REPLACE INTO coexistence_attempts (id, attempts) VALUES (?, ?)");
    this.#remove = database.prepare("DELETE FROM coexistence_attempts WHERE id = ?");
  }

  of(id: string): number {
    const row = this.#get.get(id) as { attempts: number } | undefined;
    return row?.attempts ?? 0;
  }

  note(id: string, attempts: number): void {
    this.#set.run(id, attempts);
  }

  forget(id: string): void {
    this.#remove.run(id);
  }
}
