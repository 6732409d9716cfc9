import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { Random } from "../../../src/payloads/random.ts";
import { sqliteIntake } from "../../../src/sqlite/index.ts";
import { FaultyDatabase } from "./faulty-database.ts";
import type { Trouble } from "./trouble.ts";

const newFolder = (): string => mkdtempSync(join(tmpdir(), "faults-"));

/** 30 % of the calls of a database fail. */
export function faultyCalls(seed: number): Trouble & { readonly database: FaultyDatabase } {
  const database = new FaultyDatabase(
    new Database(join(newFolder(), "coexistence.db"), { timeout: 20 }),
    new Random(seed),
  );
  database.exec("CREATE TABLE effects (id TEXT NOT NULL)");
  return {
    database,
    intake: sqliteIntake(database),
    effects: {
      note: (id) => (own) => void own.prepare("INSERT INTO effects (id) VALUES (?)").run(id),
      doubled: () => database.prepare("SELECT id FROM effects GROUP BY id HAVING count(*) > 1").all().length,
    },
    isTotal: false,
    // What arrives together is stored together, and of many calls some always fail.
    perSecond: 10,
    begin: async () => {
      database.isFaulty = true;
    },
    end: async () => {
      database.isFaulty = false;
    },
    close: async () => void database.close(),
  };
}

/** Another writer holds the file. */
export function lockedFile(): Trouble {
  const path = join(newFolder(), "coexistence.db");
  let other: Database.Database | undefined;
  return {
    intake: sqliteIntake(path, { patience: 500 }),
    isTotal: true,
    perSecond: 20,
    begin: async () => {
      other = new Database(path, { timeout: 5_000 });
      other.exec("BEGIN IMMEDIATE");
    },
    end: async () => {
      other?.exec("ROLLBACK");
      other?.close();
    },
    close: async () => undefined,
  };
}
