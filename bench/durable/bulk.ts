import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { GroupCommit } from "../../src/sqlite/group-commit.ts";
import { prepareDatabase } from "../../src/sqlite/open-database.ts";
import { Webhooks } from "../../src/sqlite/webhooks.ts";
import type { Limit } from "../limits.ts";
import { type Measurement, measureInTurns } from "../measure.ts";
import { echoBodies } from "./requests.ts";

const rows = 8_192;
const inFlight = 256;

/**
 * Webhooks that are stored one by one, so many in flight, against rows that the driver inserts in one go: both on the
 * clock, because waiting for the disk is what they do.
 */
export async function measureBulk(rounds: number): Promise<[Measurement[], Limit[]]> {
  const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-bench-"));
  const bodies = echoBodies(rows);
  const open = (name: string) => {
    const database = new Database(join(folder, name));
    prepareDatabase(database);
    return database;
  };
  const databases = { bulk: open("bulk.db"), group: open("group.db") };
  const group = new GroupCommit(databases.group, 2_500);
  const webhooks = new Webhooks(databases.group);
  const accept = (body: Buffer) =>
    group.run(() => webhooks.insert({ provider: "meta", receivedAt: new Date(), body }), { bytes: body.length });
  try {
    const measurements = await measureInTurns(
      {
        "the driver's own rows, all in one transaction": () => insertAll(databases.bulk, bodies, rows),
        [`the driver's own rows, ${inFlight} in each transaction`]: () => insertAll(databases.bulk, bodies, inFlight),
        [`group commit, ${inFlight} in flight`]: () => storeAll(bodies, accept),
      },
      {
        rounds,
        clock: "time",
        before: () => {
          for (const database of Object.values(databases)) {
            database.exec("DELETE FROM coexistence_webhooks");
            // Whoever is measured next begins with an empty journal.
            database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
          }
        },
      },
    );
    const [whole, same, grouped] = measurements as [Measurement, Measurement, Measurement];
    return [
      measurements,
      [
        {
          name: `group commit's rate against the driver's bulk rate, both ${inFlight} rows at a time`,
          value: same.milliseconds / grouped.milliseconds,
          unit: "×",
          atLeast: 0.8,
        },
        {
          name: "the same against all rows in one transaction",
          value: whole.milliseconds / grouped.milliseconds,
          unit: "×",
          atLeast: 0.8,
        },
      ],
    ];
  } finally {
    for (const database of Object.values(databases)) database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function insertAll(database: Database.Database, bodies: readonly Buffer[], atOnce: number): void {
  const insert = database.prepare("INSERT INTO coexistence_webhooks (provider, received_at, body) VALUES (?, ?, ?)");
  for (let start = 0; start < bodies.length; start += atOnce) {
    database.exec("BEGIN IMMEDIATE");
    for (const body of bodies.slice(start, start + atOnce)) insert.run("meta", Date.now(), body);
    database.exec("COMMIT");
  }
}

async function storeAll(bodies: readonly Buffer[], accept: (body: Buffer) => Promise<void>): Promise<void> {
  const left = bodies.values();
  const takeTurns = async (): Promise<void> => {
    for (const body of left) await accept(body);
  };
  await Promise.all(Array.from({ length: inFlight }, takeTurns));
}
