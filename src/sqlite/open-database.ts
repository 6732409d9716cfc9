import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { CoexistenceError } from "../errors/index.ts";
import type { SqliteDatabase, SqliteDriver } from "./database.ts";
import { prepareSchema } from "./schema.ts";

const drivers = ["better-sqlite3", "libsql"] as const;

// A lock is waited for outside SQLite, whose own wait would hold the whole process.
const busyTimeout = 20;

/**
 * Opens a database file with the first driver that is installed.
 *
 * @throws CoexistenceError `driver_missing`.
 */
export function openDatabase(path: string): SqliteDatabase {
  const database = new (findDriver())(path, { timeout: busyTimeout });
  prepareDatabase(database);
  return database;
}

/** Makes a database safe to acknowledge by, and its tables. */
export function prepareDatabase(database: SqliteDatabase): void {
  database.prepare("PRAGMA journal_mode = WAL").get();
  // With NORMAL, a power cut takes back what was acknowledged.
  database.exec("PRAGMA synchronous = FULL");
  prepareSchema(database);
}

function findDriver(): SqliteDriver {
  // From the application's folder, because the drivers are its own dependencies.
  const require = createRequire(join(process.cwd(), "package.json"));
  for (const name of drivers) {
    try {
      const driver = require(name) as SqliteDriver | { default: SqliteDriver };
      return typeof driver === "function" ? driver : driver.default;
    } catch (error) {
      if ((error as { code?: unknown }).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new CoexistenceError(
    "driver_missing",
    "No driver for SQLite is installed. Run npm install better-sqlite3, or libsql, or pass a database of your own.",
  );
}
