import Database from "libsql";
import { expect, it, vi } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import type { CoexistenceEvent } from "../../../src/model/index.ts";
import { Attempts } from "../../../src/sqlite/attempts.ts";
import type { SqliteDatabase } from "../../../src/sqlite/database.ts";
import { DeadLetterTable } from "../../../src/sqlite/dead-letter-table.ts";
import { DoneEvents } from "../../../src/sqlite/done-events.ts";
import { GroupCommit } from "../../../src/sqlite/group-commit.ts";
import { prepareSchema } from "../../../src/sqlite/schema.ts";
import { sqliteLedger } from "../../../src/sqlite/sqlite-ledger.ts";
import { echoChange, metaWebhook, textMessage } from "../../../src/testing/index.ts";

const [event] = parseWebhook(metaWebhook(echoChange(textMessage("See you at nine.")))) as [CoexistenceEvent];
const part = { seq: 1, body: new Uint8Array(), provider: "meta", receivedAt: new Date() } as const;

function openTables() {
  const database = new Database(":memory:") as SqliteDatabase;
  prepareSchema(database);
  return {
    database,
    group: new GroupCommit(database, 1_000),
    done: new DoneEvents(database),
    attempts: new Attempts(database),
    deadLetters: new DeadLetterTable(database),
  };
}

it("what another process has done while this one stood still is not done again", async () => {
  const tables = openTables();
  const stream = { isBygone: async () => false };
  const ledger = sqliteLedger(tables, { part, isLeftOver: false, stream, requireLead: () => undefined });
  const work = vi.fn();
  tables.done.add(event.id, Date.now());
  expect(await ledger.done(event, [work])).toBeUndefined();
  expect(work).not.toHaveBeenCalled();
});

it("what was done in an earlier onboarding is done again, once, and stays where it is given up", async () => {
  const tables = openTables();
  const leftAt = Date.now() - 1_000;
  const stream = { isBygone: async (_: CoexistenceEvent, doneAt: Date) => doneAt.getTime() < leftAt };
  const open = () => sqliteLedger(tables, { part, isLeftOver: false, stream, requireLead: () => undefined });
  const work = vi.fn();

  tables.done.add(event.id, leftAt - 1);
  const [first, second] = [open(), open()];
  expect([await first.isSettled(event), await second.isSettled(event)]).toEqual([false, false]);
  await first.done(event, [work]);
  await second.done(event, [work]);
  expect(work).toHaveBeenCalledOnce();
  expect(await open().isSettled(event)).toBe(true);

  tables.done.add(event.id, leftAt - 1);
  const third = open();
  expect(await third.isSettled(event)).toBe(false);
  await third.giveUp(event, { attempts: 8, reason: "The table is gone." });
  expect(await open().isSettled(event)).toBe(true);
  await third.done(event, [work]);
  expect(work).toHaveBeenCalledOnce();
});
