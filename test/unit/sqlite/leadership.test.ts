import Database from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import type { SqliteDatabase } from "../../../src/sqlite/database.ts";
import { Leadership, leaseLength } from "../../../src/sqlite/leadership.ts";
import { prepareSchema } from "../../../src/sqlite/schema.ts";

const now = Date.UTC(2026, 8, 1);
let database: SqliteDatabase;
beforeEach(() => {
  database = new Database(":memory:") as SqliteDatabase;
  prepareSchema(database);
});
const until = () => (database.prepare("SELECT until FROM coexistence_worker").get() as { until: number }).until;

describe("the lead", () => {
  it("belongs to one until it is given back", () => {
    const [first, second] = [new Leadership(database), new Leadership(database)];
    expect([first.take(now), second.take(now), first.take(now), second.isHeld()]).toEqual([
      "taken",
      "other",
      "own",
      false,
    ]);
    first.release();
    expect([second.take(now), first.take(now), first.isHeld()]).toEqual(["taken", "other", false]);
  });

  it("is taken over when its time is up", () => {
    const [first, second] = [new Leadership(database), new Leadership(database)];
    first.take(now);
    expect(second.take(now + leaseLength - 1)).toBe("other");
    expect(second.take(now + leaseLength)).toBe("taken");
    expect(first.isHeld()).toBe(false);
  });

  it("that was another's meanwhile is taken anew", () => {
    const [first, second] = [new Leadership(database), new Leadership(database)];
    first.take(now);
    second.take(now + leaseLength);
    second.release();
    expect(first.take(now + leaseLength)).toBe("taken");
  });

  it("is written again only when half of its time is over", () => {
    const first = new Leadership(database);
    first.take(now);
    first.take(now + leaseLength / 2 - 1);
    expect(until()).toBe(now + leaseLength);
    first.take(now + leaseLength / 2);
    expect(until()).toBe(now + leaseLength * 1.5);
  });

  it("of a process of this machine that has ended is free at once", () => {
    new Leadership(database).take(now);
    const gone = 2 ** 22; // above the largest number that Linux gives to a process
    database.prepare("UPDATE coexistence_worker SET pid = ?").run(gone);
    expect(new Leadership(database).take(now)).toBe("taken");
  });

  it("of a process of another machine is not", () => {
    new Leadership(database).take(now);
    database.prepare("UPDATE coexistence_worker SET pid = ?, host = 'another'").run(2 ** 22);
    expect(new Leadership(database).take(now)).toBe("other");
  });
});
