import { createHash } from "node:crypto";
import type { SqliteDatabase } from "../../../src/sqlite/index.ts";

/** Everything that is in a database, as one short text: equal where, and only where, every row is. */
export function stateOf(database: SqliteDatabase): string {
  const hash = createHash("sha256");
  for (const table of rowsOf(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
    hash.update(`\n\n${table["name"]}`);
    for (const row of rowsOf(database, `SELECT * FROM "${table["name"]}" ORDER BY 1, 2`)) {
      for (const value of Object.values(row)) {
        const isBytes = value instanceof Uint8Array || value instanceof ArrayBuffer;
        hash.update(`\n${typeof value} `).update(isBytes ? Buffer.from(value as Uint8Array) : String(value));
      }
    }
  }
  return hash.digest("base64url");
}

/** How many effects are without the mark that their event is done, and how many marks without an effect. */
export function halvesOf(database: SqliteDatabase): number {
  const [row] = rowsOf(
    database,
    `SELECT (SELECT count(*) FROM effects WHERE mark NOT IN (SELECT id FROM coexistence_done))
          + (SELECT count(*) FROM coexistence_done WHERE id NOT IN (SELECT mark FROM effects)) AS halves`,
  );
  return Number(row?.["halves"]);
}

/** What SQLite says of the file. */
export function integrityOf(database: SqliteDatabase): string {
  return String(rowsOf(database, "PRAGMA integrity_check")[0]?.["integrity_check"]);
}

const rowsOf = (database: SqliteDatabase, sql: string): Record<string, unknown>[] =>
  database.prepare(sql).all() as Record<string, unknown>[];
