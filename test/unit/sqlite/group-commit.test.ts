import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SqliteDatabase } from "../../../src/sqlite/database.ts";
import { GroupCommit } from "../../../src/sqlite/group-commit.ts";

let database: Database.Database;
let group: GroupCommit;
/** What each transaction stored, in its order. */
let transactions: string[][];

beforeEach(() => {
  database = new Database(":memory:");
  database.exec("CREATE TABLE things (name TEXT NOT NULL)");
  transactions = [];
  const exec = (sql: string): void => {
    database.exec(sql);
    if (sql.startsWith("BEGIN")) transactions.push([]);
  };
  group = new GroupCommit({ exec, prepare: (sql) => database.prepare(sql), close: () => undefined }, 1_000);
});

afterEach(() => void database.close());

function store(name: string): void {
  database.prepare("INSERT INTO things (name) VALUES (?)").run(name);
  transactions.at(-1)?.push(name);
}

const stored = (): unknown[] => database.prepare("SELECT name FROM things").pluck().all();

describe("work that arrives together", () => {
  it("is committed together", async () => {
    await Promise.all(["a", "b", "c"].map((name) => group.run(() => store(name))));
    expect(transactions).toEqual([["a", "b", "c"]]);
  });

  it("is committed in several transactions where it has many bytes, in its order", async () => {
    const bytes = 300 * 1024;
    await Promise.all(["a", "b", "c"].map((name) => group.run(() => store(name), { bytes })));
    expect(transactions).toEqual([["a"], ["b"], ["c"]]);
  });

  it("is committed even where a single piece has more bytes than a transaction should", async () => {
    await group.run(() => store("a"), { bytes: 5_000_000 });
    expect(stored()).toEqual(["a"]);
  });
});

describe("work that can wait", () => {
  it("goes with what a sender waits for", async () => {
    await group.run(() => store("first"));
    const waiting = group.run(() => store("can wait"), { canWait: true });
    await Promise.all([waiting, group.run(() => store("second"))]);
    expect(transactions).toEqual([["first"], ["can wait", "second"]]);
  });

  it("is committed where nobody else comes", async () => {
    await group.run(() => store("first"));
    await group.run(() => store("can wait"), { canWait: true });
    expect(stored()).toEqual(["first", "can wait"]);
  });

  it("leaves the process to others for as long as the transaction before it held it", async () => {
    const held = 60;
    await group.run(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, held));
    const ended = performance.now();
    await group.run(() => store("can wait"), { canWait: true });
    // Timers count in whole milliseconds.
    expect(performance.now() - ended).toBeGreaterThan(held - 5);
  });

  it("makes nobody wait for it", async () => {
    const held = 60;
    await group.run(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, held));
    const order: string[] = [];
    const timer = new Promise<void>((resolve) => setTimeout(resolve, held / 2)).then(() => order.push("timer"));
    const waiting = group.run(() => order.push("can wait"), { canWait: true });
    await group.run(() => order.push("asked for"));
    await Promise.all([timer, waiting]);
    expect(order).toEqual(["can wait", "asked for", "timer"]);
  });
});

describe("a database that is locked", () => {
  it("is not asked again by each that comes, and has them all in the end", async () => {
    let begins = 0;
    const exec = (sql: string): void => {
      if (sql.startsWith("BEGIN") && ++begins === 1) throw Object.assign(new Error("locked"), { code: "SQLITE_BUSY" });
      database.exec(sql);
    };
    const locked = new GroupCommit({ exec, prepare: (sql) => database.prepare(sql), close: () => undefined }, 1_000);
    const first = locked.run(() => store("a"));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await Promise.all([first, locked.run(() => store("b")), locked.run(() => store("c"), { canWait: true })]);
    expect(begins).toBe(2);
    expect(stored()).toEqual(["a", "b", "c"]);
  });
});

describe("a transaction that cannot even be taken back", () => {
  it("is taken back before the next one", async () => {
    const database = new Database(":memory:") as SqliteDatabase;
    database.exec("CREATE TABLE notes (text TEXT)");
    const exec = database.exec.bind(database);
    let isBroken = true;
    database.exec = (sql) => {
      if (isBroken && /^(COMMIT|ROLLBACK)$/.test(sql)) throw new Error("disk I/O error");
      return exec(sql);
    };
    const group = new GroupCommit(database, 50);
    const write = (text: string) => group.run(() => database.prepare("INSERT INTO notes VALUES (?)").run(text));
    await expect(write("lost")).rejects.toThrow("disk I/O error");
    isBroken = false;
    await write("kept");
    expect(database.prepare("SELECT text FROM notes").all()).toEqual([{ text: "kept" }]);
  });
});
