import Database from "libsql";
import type { SqliteDatabase } from "whatsapp-coexistence/sqlite";

/** A database file that tells what each commit took. */
export class TimedDatabase implements SqliteDatabase {
  readonly #database: Database.Database;
  #commits: number[] = [];

  constructor(path: string) {
    this.#database = new Database(path, { timeout: 20 });
  }

  prepare(sql: string): ReturnType<SqliteDatabase["prepare"]> {
    return this.#database.prepare(sql);
  }

  exec(sql: string): void {
    const begun = performance.now();
    this.#database.exec(sql);
    if (sql === "COMMIT") this.#commits.push(performance.now() - begun);
  }

  close(): void {
    this.#database.close();
  }

  /** In milliseconds, since this was last asked. */
  takeCommits(): number[] {
    const commits = this.#commits;
    this.#commits = [];
    return commits;
  }
}
