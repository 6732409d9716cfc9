import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { JobType } from "bullmq";
import { Redis } from "ioredis";
import Database from "libsql";
import { bindEngine } from "../../../src/bullmq/engine.ts";
import { connectPostgres } from "../../../src/bullmq/postgres-connections.ts";
import { connectRedis } from "../../../src/bullmq/redis-connections.ts";
import type { Store } from "../../receivers/settings.ts";

/** Where an intake keeps what it has, and what is to be seen there. */
export interface Home {
  readonly store: Store;
  /** How many events are remembered as done. */
  remembered(): Promise<number>;
  /** How many webhooks or events are not done. */
  waiting(): Promise<number>;
  /** Takes away what a clock that is not of this process would have ended after so many milliseconds. */
  expire(milliseconds: number): Promise<void>;
}

const patience = 30_000;

/**
 * Waits until no more than so many events are remembered.
 *
 * @returns how many they are, also where it took too long.
 */
export async function forgetful({ remembered }: Home, most: number): Promise<number> {
  const end = performance.now() + patience;
  let count = await remembered();
  while (count > most && performance.now() < end) {
    await wait(200);
    count = await remembered();
  }
  return count;
}

/** A SQLite file of its own. */
export function sqliteHome(): Home & { readonly path: string } {
  const path = join(mkdtempSync(join(tmpdir(), "replay-")), "coexistence.db");
  const count = async (table: string): Promise<number> => {
    const database = new Database(path);
    const row = database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number };
    database.close();
    return row.count;
  };
  return {
    path,
    store: { kind: "sqlite", path },
    remembered: () => count("coexistence_done"),
    waiting: () => count("coexistence_webhooks"),
    expire: async () => undefined,
  };
}

/** BullMQ on a Redis or a PostgreSQL. */
export function bullmqHome(url: string, name: string): Home {
  const count = async (queueName: string, ...types: JobType[]): Promise<number> => {
    const [kind, connect] = url.startsWith("redis")
      ? (["redis", connectRedis] as const)
      : (["postgres", connectPostgres] as const);
    const connections = await connect(url)({ name, patience: 5_000, remember: 1_000 });
    const queue = bindEngine(kind, connections).makeQueue(queueName);
    await queue.waitUntilReady();
    const number = await queue.getJobCountByTypes(...types);
    await queue.close();
    await connections.close();
    return number;
  };
  const open = ["waiting", "active", "delayed", "prioritized"] as const;
  return {
    store: { kind: "bullmq", url, name },
    remembered: () => count(`${name}-events`, "completed"),
    waiting: async () => (await count(`${name}-webhooks`, ...open)) + (await count(`${name}-events`, ...open)),
    expire: async (milliseconds) => {
      if (url.startsWith("redis")) await expireInRedis(url, name, milliseconds);
    },
  };
}

/** What a key says of its own end is by the clock of Redis, and that cannot be put forward. */
async function expireInRedis(url: string, name: string, milliseconds: number): Promise<void> {
  const redis = new Redis(url);
  for (const key of await redis.keys(`*${name}*`)) {
    const left = await redis.pttl(key);
    if (left > 0 && left <= milliseconds) await redis.del(key);
  }
  redis.disconnect();
}
