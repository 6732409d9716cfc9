import process from "node:process";
import Libsql from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SqliteDatabase, SqliteDriver } from "../../../src/sqlite/database.ts";
import { isBusy, isLocked } from "../../../src/sqlite/is-busy.ts";
import { nodeSqlite } from "../../../src/sqlite/node-sqlite.ts";
import { openDatabase, prepareDatabase } from "../../../src/sqlite/open-database.ts";
import { Webhooks } from "../../../src/sqlite/webhooks.ts";
import { temporaryDatabase } from "../../integration/sqlite/temporary-folder.ts";
import { hasNodeSqlite, hasRowOptions } from "./has-node-sqlite.ts";

function open(Driver: new (path: string, options?: object) => SqliteDatabase, path: string, options = {}) {
  const database = new Driver(path, { timeout: 20, ...options });
  onTestFinished(() => void database.close());
  return database;
}

function failureOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail.");
}

const drivers: [name: string, find: () => SqliteDriver | undefined, isHere: boolean][] = [
  ["libsql", () => Libsql as unknown as SqliteDriver, true],
  ["node:sqlite", nodeSqlite, hasNodeSqlite],
];

describe("the SQLite of Node", () => {
  it.skipIf(hasNodeSqlite)("is missed without a word on a Node that has none", () => {
    expect(nodeSqlite()).toBeUndefined();
  });

  it.runIf(hasNodeSqlite)("is found from Node 22.13 on", () => {
    expect(nodeSqlite()?.name).toBe("DatabaseSync");
  });
});

describe.each(drivers)("a database of %s", (_name, find, isHere) => {
  const driver = (): SqliteDriver => {
    const found = find();
    if (found === undefined) throw new Error(`This Node, ${process.version}, should have it.`);
    return found;
  };

  it.runIf(isHere)("gives back the bytes and the times that it was given", () => {
    const database = open(driver(), temporaryDatabase());
    prepareDatabase(database);
    const webhooks = new Webhooks(database);
    const bodies = [new Uint8Array([0xff, 0, 0xfe]), new Uint8Array(), new Uint8Array([9, 1, 2, 9]).subarray(1, 3)];
    const receivedAt = new Date("2026-03-01T10:00:00.123Z");
    for (const body of bodies) webhooks.insert({ provider: "meta", receivedAt, body });
    const stored = webhooks.after(0, 10);
    expect(stored.map(({ body }) => [...(body ?? [])])).toEqual(bodies.map((body) => [...body]));
    expect(stored[0]).toMatchObject({ seq: 1, provider: "meta", receivedAt });
  });

  it.runIf(isHere)("is set to wait for the disk", () => {
    const database = open(driver(), temporaryDatabase());
    database.exec("PRAGMA synchronous = OFF");
    prepareDatabase(database);
    expect(database.prepare("PRAGMA synchronous").get()).toMatchObject({ synchronous: 2 });
    expect(database.prepare("PRAGMA journal_mode").get()).toMatchObject({ journal_mode: "wal" });
  });

  it.runIf(isHere)("is told to be locked from being broken", () => {
    const path = temporaryDatabase();
    const [one, other] = [open(driver(), path), open(driver(), path)];
    prepareDatabase(one);
    other.exec("BEGIN IMMEDIATE");
    const locked = failureOf(() => one.exec("BEGIN IMMEDIATE"));
    expect([isLocked(locked), isBusy(locked)]).toEqual([true, true]);
    const nested = failureOf(() => other.exec("BEGIN IMMEDIATE"));
    expect([isLocked(nested), isBusy(nested)]).toEqual([false, true]);
    other.exec("COMMIT");

    one.exec("BEGIN");
    one.prepare("SELECT count(*) FROM coexistence_done").get();
    other.exec("INSERT INTO coexistence_done (id, done_at) VALUES (x'01', 1)");
    // The snapshot that it reads is no longer the newest: SQLITE_BUSY_SNAPSHOT, an extended code.
    const outdated = failureOf(() => one.exec("INSERT INTO coexistence_done (id, done_at) VALUES (x'02', 1)"));
    expect([isLocked(outdated), isBusy(outdated)]).toEqual([true, true]);
    one.exec("ROLLBACK");

    const twice = failureOf(() => one.exec("INSERT INTO coexistence_done (id, done_at) VALUES (x'01', 2)"));
    const unknown = failureOf(() => one.exec("SELECT nothing FROM nowhere"));
    for (const error of [twice, unknown]) expect([isLocked(error), isBusy(error)]).toEqual([false, false]);
  });
});

describe("a database that gives other rows", () => {
  it("is refused, because no webhook could be read from it", () => {
    const database = new Libsql(":memory:");
    database.defaultSafeIntegers(true);
    expect(() => prepareDatabase(database as SqliteDatabase)).toThrow(
      expect.objectContaining({ code: "invalid_option" }),
    );
  });

  it.runIf(hasRowOptions).each([{ readBigInts: true }, { returnArrays: true }])("is refused: %o", (options) => {
    const database = open(nodeSqlite() as SqliteDriver, ":memory:", options);
    expect(() => prepareDatabase(database)).toThrow(expect.objectContaining({ code: "invalid_option" }));
  });
});

describe("a database that is opened here", () => {
  it("waits for a lock as long inside SQLite with every driver", () => {
    const database = openDatabase(temporaryDatabase());
    expect(database.prepare("PRAGMA busy_timeout").get()).toMatchObject({ timeout: 20 });
    database.close();
  });
});
