import { type Connect, longestReconnectWait } from "./connections.ts";
import { loadDriver } from "./load-driver.ts";
import { type RedisCommands, redisRecords } from "./redis-records.ts";
import type { RedisConnection } from "./store.ts";

/** What is used of an ioredis connection. */
interface Redis extends RedisConnection, RedisCommands {
  connect(): Promise<void>;
  disconnect(): void;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

// Workers ask for jobs and wait for up to five seconds. A connection that is silent for longer, in milliseconds, has died
// without a word: a machine that vanished, a firewall that forgot it.
const longestSilence = 15_000;

type RedisClass = new (...settings: unknown[]) => Redis;

/**
 * Connects to a Redis. Two connections, and one more for each worker, which BullMQ makes.
 *
 * @throws CoexistenceError `driver_missing`.
 */
export function connectRedis(settings: string | RedisConnection | object): Connect {
  const make = makerOf(settings);
  return async ({ name, patience, remember }) => {
    let isClosed = false;
    const shared = {
      lazyConnect: true,
      keyPrefix: "",
      connectTimeout: patience,
      // One that was demoted keeps its connections, and refuses all that is written.
      reconnectOnError: ({ message }: Error) => (message.startsWith("READONLY") ? 2 : false),
      // Copies that BullMQ makes keep this function, and must not keep a process alive that is done.
      retryStrategy: (times: number) => (isClosed ? null : Math.min(longestReconnectWait, 50 * times)),
    };
    const adding = make({ ...shared, socketTimeout: patience, enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    const working = make({
      ...shared,
      socketTimeout: longestSilence,
      enableOfflineQueue: true,
      maxRetriesPerRequest: null,
    });
    const close = async (): Promise<void> => {
      isClosed = true;
      for (const connection of [adding, working, ...copies]) connection.disconnect();
    };
    // BullMQ makes a copy for each worker, and closes it only where the database lets it.
    const copies: Redis[] = [];
    const { duplicate } = working;
    working.duplicate = (options) => {
      const copy = duplicate.call(working, options) as Redis;
      copies.push(copy);
      return copy;
    };
    for (const connection of [adding, working]) connection.on("error", () => undefined);
    try {
      await Promise.all([adding.connect(), working.connect()]);
    } catch (error) {
      await close();
      throw error;
    }
    return { adding, working, records: redisRecords(adding, name, remember), close };
  };
}

function makerOf(settings: string | RedisConnection | object): (options: object) => Redis {
  if (typeof settings === "object" && "duplicate" in settings && typeof settings.duplicate === "function") {
    const { duplicate } = settings as RedisConnection;
    return (options) => duplicate.call(settings, options) as Redis;
  }
  const driver = loadDriver("ioredis") as { default?: RedisClass } & RedisClass;
  const Redis = driver.default ?? driver;
  return typeof settings === "string"
    ? (options) => new Redis(settings, options)
    : (options) => new Redis({ ...settings, ...options });
}
