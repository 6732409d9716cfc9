import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, describe, it } from "vitest";
import { type SqliteDatabase, sqliteIntake } from "../../../src/sqlite/index.ts";
import { type IntakeUnderTest, intakeCases } from "../../../src/testing/index.ts";

const folder = mkdtempSync(join(tmpdir(), "coexistence-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { attempts: 3, retryAfter: 10, lease: 1_000, grace: 500 };

describe("the SQLite intake on a file", () => {
  const make: IntakeUnderTest = (store) => sqliteIntake(join(folder, `${store}.db`), settings);
  for (const { part, name, run } of intakeCases(make)) it(`${part}: ${name}`, run);
});

describe("the SQLite intake on a database of the application's", () => {
  const open = new Map<string, SqliteDatabase[]>();
  const close = (databases: SqliteDatabase[] = []): void => {
    for (const database of databases) database.close();
  };
  afterAll(() => [...open.values()].forEach(close));

  const make: IntakeUnderTest = (store) => {
    const database = new Database(join(folder, `own_${store}.db`), { timeout: 20 }) as SqliteDatabase;
    open.set(store, [...(open.get(store) ?? []), database]);
    return sqliteIntake(database, settings);
  };
  const crash = (store: string): void => {
    close(open.get(store));
    open.delete(store);
  };
  for (const { part, name, run } of intakeCases(make, { parts: ["durability"], crash })) it(`${part}: ${name}`, run);
});
