import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql";
import { createCoexistence } from "../../../src/index.ts";
import { Random } from "../../../src/payloads/random.ts";
import { digestOf } from "../../../src/sqlite/digest-of.ts";
import { type SqliteDatabase, sqliteIntake } from "../../../src/sqlite/index.ts";
import {
  echoChange,
  historyChange,
  metaWebhook,
  mixedHistoryChunk,
  signedRequest,
  textMessage,
} from "../../../src/testing/index.ts";
import { stateOf } from "./state.ts";

/** A database as the intake wrote it, with all its commits since the last checkpoint in the WAL. */
export interface Recording {
  /** The path of the database file. */
  readonly database: string;
  readonly wal: Buffer;
  /** A WAL from before the last checkpoint: what is behind the end of one that is written from its beginning again. */
  readonly older: Buffer;
  /** What is in the database after no commit, after one, after two, … */
  readonly states: readonly string[];
}

const appSecret = "0123456789abcdef0123456789abcdef";

/** Lets the real intake take webhooks and deliver some of them, and notes what is in the database after each commit. */
export async function record(folder: string, seed: number): Promise<Recording> {
  const path = join(folder, "recorded.db");
  const database = new Database(path) as SqliteDatabase;
  // Kept small, so that commits are many and not large.
  database.exec("PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
  database.exec("CREATE TABLE effects (mark BLOB NOT NULL, id TEXT NOT NULL)");
  const states: string[] = [];
  const watched: SqliteDatabase = {
    prepare: (sql) => database.prepare(sql),
    close: () => database.close(),
    exec: (sql) => {
      const result = database.exec(sql);
      if (sql === "COMMIT") note();
      return result;
    },
  };
  const note = (): void => {
    const state = stateOf(database);
    // One that changed nothing leaves nothing in the WAL.
    if (state !== states.at(-1)) states.push(state);
  };

  const coexistence = makeReceiver(watched);
  const random = new Random(seed);
  const send = async (first: number, end: number): Promise<void> => {
    for (let place = first; place < end; ) {
      const group = Array.from({ length: Math.min(1 + random.below(3), end - place) }, () => place++);
      await Promise.all(
        group.map(async (one) => {
          const { status } = await coexistence.fetch(
            signedRequest("https://example.com/", webhook(one, random), { appSecret }),
          );
          if (status !== 200) throw new Error(`A webhook was answered with ${status}.`);
        }),
      );
      if (random.chance(0.5)) await wait(random.below(6));
    }
  };
  // More than what is recorded after it, so that something is left behind the end of that.
  await send(0, 600);
  const older = readFileSync(`${path}-wal`);
  database.prepare("PRAGMA wal_checkpoint(RESTART)").all();
  states.splice(0, states.length, stateOf(database));
  await send(600, 1_100);
  // Nothing happens between these, and some events are still under way.
  const wal = readFileSync(`${path}-wal`);
  const kept = [...states];
  copyFileSync(path, `${path}.copy`);
  await coexistence.close();
  database.close();
  return { database: `${path}.copy`, wal, older, states: kept };
}

function makeReceiver(database: SqliteDatabase) {
  const intake = sqliteIntake(database, { attempts: 2, retryAfter: 1, grace: 1 });
  const coexistence = createCoexistence({ appSecret, intake, logger: false });
  coexistence.onAny(async ({ id }, { tx, attempt }) => {
    tx?.((own: SqliteDatabase) => own.prepare("INSERT INTO effects (mark, id) VALUES (?, ?)").run(digestOf(id), id));
    const chance = id.charCodeAt(id.length - 1) % 16;
    if (chance < 4) await wait(5);
    // Dead letters and second attempts are commits as well.
    if (chance === 5 || (chance === 6 && attempt === 1)) throw new Error("The listener fails.");
  });
  return coexistence;
}

function webhook(place: number, random: Random) {
  if (place % 100 === 50) return metaWebhook(historyChange(mixedHistoryChunk(300, { seed: place })));
  const customer = String(15_550_001_000 + random.below(40));
  return metaWebhook(
    echoChange(textMessage(random.letters(random.below(300)), { id: `wamid.${place}`, to: customer })),
  );
}
