import type { Random } from "../../../src/payloads/random.ts";
import type { SqliteDatabase, SqliteStatement } from "../../../src/sqlite/index.ts";

const share = 0.3;

/** A database of which, while it is told to, 30 % of all calls fail: some before they are made, some afterwards. */
export class FaultyDatabase implements SqliteDatabase {
  isFaulty = false;
  calls = 0;
  faults = 0;
  readonly #database: SqliteDatabase;
  readonly #random: Random;

  constructor(database: SqliteDatabase, random: Random) {
    this.#database = database;
    this.#random = random;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#database.prepare(sql);
    return {
      run: (...parameters) => this.#call(() => statement.run(...parameters)),
      get: (...parameters) => this.#call(() => statement.get(...parameters)),
      all: (...parameters) => this.#call(() => statement.all(...parameters)),
    };
  }

  exec(sql: string): unknown {
    return this.#call(() => this.#database.exec(sql));
  }

  close(): unknown {
    return this.#database.close();
  }

  #call<Value>(act: () => Value): Value {
    if (!this.isFaulty) return act();
    this.calls++;
    if (!this.#random.chance(share)) return act();
    this.faults++;
    if (this.#random.chance(0.5)) act();
    throw Object.assign(new Error("The disk fails."), { code: "SQLITE_IOERR" });
  }
}
