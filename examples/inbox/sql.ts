import type { SqliteDatabase, SqliteStatement } from "whatsapp-coexistence/sqlite";

type Value = string | number | null | Uint8Array;

/** Runs SQL. Each text is prepared once, so it must not hold values. */
export class Sql {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  run(text: string, ...values: Value[]): void {
    this.#prepare(text).run(...values);
  }

  /** The caller says what its columns are. */
  all<Row>(text: string, ...values: Value[]): Row[] {
    return this.#prepare(text).all(...values) as Row[];
  }

  #prepare(text: string): SqliteStatement {
    const statement = this.#statements.get(text) ?? this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
