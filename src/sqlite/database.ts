/**
 * What is used of a prepared statement. Parameters are given one by one, and a blob never alone: a list is refused by
 * `node:sqlite`, and libsql takes a single object for named parameters.
 */
export interface SqliteStatement {
  /** Does it, and says how many rows it changed. */
  run(...parameters: unknown[]): { changes: number | bigint };
  /** Its first row, if there is one. */
  get(...parameters: unknown[]): unknown;
  /** All its rows. */
  all(...parameters: unknown[]): unknown[];
}

/**
 * What is used of a database. `better-sqlite3`, `libsql` and the `DatabaseSync` of `node:sqlite` have these methods; so may
 * others. Rows have to be objects, and small integers numbers: that is how all three come, unless told otherwise.
 */
export interface SqliteDatabase {
  /** Prepares one statement. */
  prepare(sql: string): SqliteStatement;
  /** Runs statements without parameters. */
  exec(sql: string): unknown;
  /** Closes the file. */
  close(): unknown;
}

/** Opens a database. Each driver exports such a class. */
export type SqliteDriver = new (path: string, options?: { timeout?: number }) => SqliteDatabase;
