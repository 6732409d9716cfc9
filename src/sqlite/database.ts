/** What is used of a prepared statement. */
export interface SqliteStatement {
  /** Does it, and says how many rows it changed. */
  run(...parameters: unknown[]): { changes: number | bigint };
  /** Its first row, if there is one. */
  get(...parameters: unknown[]): unknown;
  /** All its rows. */
  all(...parameters: unknown[]): unknown[];
}

/** A database with better-sqlite3's API: `better-sqlite3`, `libsql`, or another one that has these methods. */
export interface SqliteDatabase {
  /** Prepares one statement. */
  prepare(sql: string): SqliteStatement;
  /** Runs statements without parameters. */
  exec(sql: string): unknown;
  /** Closes the file. */
  close(): unknown;
}

/** Opens a database. Both drivers export such a class. */
export type SqliteDriver = new (path: string, options?: { timeout?: number }) => SqliteDatabase;
