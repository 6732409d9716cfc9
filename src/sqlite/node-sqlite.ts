import process from "node:process";
import type { SqliteDriver } from "./database.ts";

/**
 * The SQLite that comes with Node, from 22.13 on. It is asked for instead of imported, because Node 20 would end at the
 * import, and bundlers take it for a package.
 *
 * What the intake uses of a database is there under the same names as with the other drivers, so nothing is wrapped, and
 * `tx` gives listeners the very object that the application knows.
 */
export function nodeSqlite(): SqliteDriver | undefined {
  const builtin = process.getBuiltinModule("node:sqlite") as { DatabaseSync: SqliteDriver } | undefined;
  return builtin?.DatabaseSync;
}
