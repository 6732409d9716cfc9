import type { SqliteDatabase, SqliteStatement } from "whatsapp-coexistence/sqlite";

type Value = string | number | null | Uint8Array;

/**
 * Hands back a text without halves of letters, which can be neither stored nor be part of an address; and anything else as
 * it is. `toWellFormed` does the same. For `JSON.stringify`.
 */
export function wellFormed<Content>(_key: string, content: Content): Content | string {
  return typeof content === "string" ? content.replace(/\p{Surrogate}/gu, "\uFFFD") : content;
}

/** Runs SQL. Each text is prepared once, so it must not hold values. */
export class Sql {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  run(text: string, ...values: Value[]): void {
    this.#prepare(text).run(...values.map((value) => wellFormed("", value)));
  }

  /** The caller says what its columns are. */
  all<Row>(text: string, ...values: Value[]): Row[] {
    return this.#prepare(text).all(...values.map((value) => wellFormed("", value))) as Row[];
  }

  #prepare(text: string): SqliteStatement {
    const statement = this.#statements.get(text) ?? this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
