import type { SqliteDatabase } from "./database.ts";

/**
 * The tables. Their names begin with `coexistence_`, because they may stand in the application's own database.
 */
const tables = `
CREATE TABLE IF NOT EXISTS coexistence_webhooks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body BLOB NOT NULL,
  packed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS coexistence_done (
  id BLOB PRIMARY KEY,
  done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS coexistence_done_at ON coexistence_done (done_at);
CREATE TABLE IF NOT EXISTS coexistence_dead_letters (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  provider TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body BLOB NOT NULL,
  attempts INTEGER NOT NULL,
  reason TEXT NOT NULL,
  given_up_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS coexistence_attempts (
  id TEXT PRIMARY KEY,
  attempts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS coexistence_worker (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  owner TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS coexistence_synchronizations (
  phone_number_id TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

export function prepareSchema(database: SqliteDatabase): void {
  database.exec(tables);
}
