import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import process from "node:process";
import { CoexistenceError } from "../errors/index.ts";
import type { SqliteDatabase, SqliteDriver } from "./database.ts";
import { isLocked } from "./is-busy.ts";
import { nodeSqlite } from "./node-sqlite.ts";
import { prepareSchema } from "./schema.ts";

const drivers = ["better-sqlite3", "libsql"] as const;

// A lock is waited for outside SQLite, whose own wait would hold the whole process.
const busyTimeout = 20;

// At the start there is nothing to hold up yet.
const startPatience = 5_000;

/**
 * Opens a database file with the first driver that is there.
 *
 * @throws CoexistenceError `driver_missing`.
 */
export function openDatabase(path: string): SqliteDatabase {
  const database = new (findDriver())(path, { timeout: busyTimeout });
  try {
    // Older versions of node:sqlite know no such option.
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    prepareDatabase(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/**
 * Makes a database safe to acknowledge by, and its tables.
 *
 * @throws CoexistenceError `invalid_option`.
 */
export function prepareDatabase(database: SqliteDatabase): void {
  // Of processes that start together, one changes the file to WAL. The others are turned away at once, however long their
  // timeout is.
  onceUnlocked(() => {
    requirePlainRows(database);
    database.prepare("PRAGMA journal_mode = WAL").get();
    // With NORMAL, a power cut takes back what was acknowledged.
    database.exec("PRAGMA synchronous = FULL");
    prepareSchema(database);
  });
}

/** Drivers can be told to give other rows. Webhooks would be stored then, and none could be read. */
function requirePlainRows(database: SqliteDatabase): void {
  const row = database.prepare("SELECT 1 AS one").get() as { one?: unknown };
  if (row.one === 1) return;
  throw new CoexistenceError(
    "invalid_option",
    "sqliteIntake: the database gives integers as BigInt, or rows as arrays. Pass one that is opened without that option.",
  );
}

function onceUnlocked(act: () => void): void {
  const until = Date.now() + startPatience;
  while (true) {
    try {
      act();
      return;
    } catch (error) {
      if (!isLocked(error) || Date.now() > until) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyTimeout);
  }
}

function findDriver(): SqliteDriver {
  for (const place of applicationPlaces()) {
    const require = createRequire(place);
    for (const name of drivers) {
      try {
        const driver = require(name) as SqliteDriver | { default: SqliteDriver };
        return typeof driver === "function" ? driver : driver.default;
      } catch (error) {
        if ((error as { code?: unknown }).code !== "MODULE_NOT_FOUND") throw error;
      }
    }
  }
  const builtin = nodeSqlite();
  if (builtin !== undefined) return builtin;
  throw new CoexistenceError(
    "driver_missing",
    "No driver for SQLite is there. Run npm install better-sqlite3, or libsql; Node 22.13 and later bring their own. Or pass a database of your own.",
  );
}

/** From where drivers are looked for: they are the application's dependencies, and hosts start it from folders of their own. */
function applicationPlaces(): string[] {
  const [, program] = process.argv;
  const folder = join(process.cwd(), "package.json");
  return program !== undefined && isAbsolute(program) ? [folder, program] : [folder];
}
