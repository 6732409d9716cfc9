import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { appendedEffects } from "./appended-effects.ts";
import type { Effect, Store } from "./store.ts";

/** A SQLite file, with the effects in it. */
export function sqliteStore(): Store {
  const file = openFile();
  return {
    ...file,
    name: "SQLite",
    receiver: { address: file.path },
    joins: true,
    unit: "effects",
    size: () => file.number("SELECT count(*) AS value FROM effects"),
    effects: () => file.database.prepare("SELECT event, fact FROM effects").all() as Effect[],
  };
}

/** The same with a receiver that acknowledges before it stores, and with effects outside the transaction. */
export function answeringFirst(): Store {
  const file = openFile();
  const ledger = join(file.folder, "effects");
  return {
    ...file,
    ...appendedEffects(ledger),
    name: "control",
    receiver: { address: file.path, ledger, answersFirst: 50 },
    joins: false,
  };
}

function openFile() {
  const folder = mkdtempSync(join(tmpdir(), "kill-"));
  const path = join(folder, "coexistence.db");
  const database = new Database(path, { timeout: 5_000 });
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("CREATE TABLE effects (event TEXT NOT NULL, fact TEXT NOT NULL)");
  const number = (sql: string): number => (database.prepare(sql).all() as [{ value: number }])[0].value;
  return {
    folder,
    path,
    database,
    number,
    program: new URL("sqlite-receiver.ts", import.meta.url),
    patience: 10_000,
    isEmpty: async () => number("SELECT count(*) AS value FROM coexistence_webhooks") === 0,
    faults: async () => {
      const [{ integrity_check: state }] = database.prepare("PRAGMA integrity_check").all() as [
        { integrity_check: string },
      ];
      const givenUp = number("SELECT count(*) AS value FROM coexistence_dead_letters");
      return [
        ...(state === "ok" ? [] : [`integrity_check says ${state}`]),
        ...(givenUp === 0 ? [] : [`${givenUp} events were given up`]),
      ];
    },
    close: async () => void database.close(),
  };
}
