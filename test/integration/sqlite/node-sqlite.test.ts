import process from "node:process";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Coexistence, createCoexistence } from "../../../src/index.ts";
import { type SqliteDatabase, type SqliteIntakeOptions, sqliteIntake } from "../../../src/sqlite/index.ts";
import { nodeSqlite } from "../../../src/sqlite/node-sqlite.ts";
import {
  messageChange,
  metaWebhook,
  recordOnboarding,
  type SendableWebhook,
  signedRequest,
  textMessage,
} from "../../../src/testing/index.ts";
import { hasNodeSqlite } from "../../unit/sqlite/has-node-sqlite.ts";
import { temporaryDatabase } from "./temporary-folder.ts";

const appSecret = "0123456789abcdef0123456789abcdef";

function open(path: string): SqliteDatabase {
  const driver = nodeSqlite();
  if (driver === undefined) throw new Error(`Node ${process.version} should have it.`);
  const database = new driver(path, { timeout: 20 });
  onTestFinished(() => void database.close());
  return database;
}

function receiver(database: SqliteDatabase, settings: SqliteIntakeOptions = {}): Coexistence {
  const intake = sqliteIntake(database, { retryAfter: 1, grace: 2_000, ...settings });
  return createCoexistence({ appSecret, logger: false, intake });
}

const send = async (to: Coexistence, webhook: SendableWebhook): Promise<number> =>
  (await to.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }))).status;
const text = (id: string) => metaWebhook(messageChange({ ...textMessage("Open?"), id: `wamid.${id}` }));

function count(database: SqliteDatabase, table: string): number {
  return (database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }).count;
}
const settled = (database: SqliteDatabase) =>
  vi.waitFor(() => expect(count(database, "coexistence_webhooks")).toBe(0), 20_000);

// Node 20 has none; the same intake is tested with libsql there.
describe.runIf(hasNodeSqlite)("an intake in a DatabaseSync of Node", () => {
  it("gives listeners that very object, and commits what they did in it with the mark", async () => {
    const database = open(temporaryDatabase());
    database.exec("CREATE TABLE effects (id TEXT NOT NULL)");
    const coexistence = receiver(database);
    const given = new Set<unknown>();
    coexistence.onMessage(({ message }, { tx, attempt }) => {
      tx?.((own: SqliteDatabase) => {
        given.add(own);
        own.prepare("INSERT INTO effects (id) VALUES (?)").run(message.id);
      });
      if (attempt === 1) throw new Error("after it was written");
    });
    const statuses = await Promise.all(Array.from({ length: 20 }, () => send(coexistence, text("1"))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await settled(database);
    await coexistence.close();
    expect([...given]).toEqual([database]);
    expect(count(database, "effects")).toBe(1);
    expect(count(database, "coexistence_done")).toBe(1);
  });

  it("delivers a whole onboarding to the last message", async () => {
    const database = open(temporaryDatabase());
    const coexistence = receiver(database);
    const history = new Set<string>();
    coexistence.onHistory(({ threads }) => {
      for (const { message } of threads.flatMap(({ messages }) => messages)) history.add(message.id);
    });
    for (const { webhook } of recordOnboarding({ messages: 1_000, chunkSize: 1_000 })) await send(coexistence, webhook);
    await settled(database);
    await coexistence.close();
    expect(history.size).toBe(1_000);
  });

  it("keeps dead letters, and delivers them again byte for byte", async () => {
    const database = open(temporaryDatabase());
    const coexistence = receiver(database, { attempts: 2 });
    const { deadLetters } = coexistence;
    let isAway = true;
    const delivered: string[] = [];
    coexistence.onMessage(({ message }) => {
      if (isAway) throw new Error("The CRM is away.");
      delivered.push(message.id);
    });
    await send(coexistence, text("1"));
    await settled(database);
    const [letter] = await deadLetters.list();
    expect(letter).toMatchObject({ type: "message", attempts: 2, reason: "Error: The CRM is away." });
    isAway = false;
    expect(await deadLetters.replay(letter?.id ?? "")).toBe(true);
    await vi.waitFor(() => expect(delivered).toEqual(["wamid.1"]), 10_000);
    await coexistence.close();
  });

  it("answers 503 while another connection holds its lock, and 200 as soon as it is free", async () => {
    const path = temporaryDatabase();
    const coexistence = receiver(open(path), { patience: 1_000 });
    const other = open(path);
    other.exec("BEGIN IMMEDIATE");
    expect(await send(coexistence, text("1"))).toBe(503);
    other.exec("COMMIT");
    expect(await send(coexistence, text("1"))).toBe(200);

    // A lock that goes in time is waited for.
    other.exec("BEGIN IMMEDIATE");
    const answer = send(coexistence, text("2"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    other.exec("COMMIT");
    expect(await answer).toBe(200);
    await settled(other);
    await coexistence.close();
  });
});
