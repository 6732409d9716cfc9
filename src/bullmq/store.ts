import { CoexistenceError } from "../errors/index.ts";

/** A connection of ioredis. What is used of it are its settings. */
export interface RedisConnection {
  /** Makes a connection with the same settings. */
  // biome-ignore lint/suspicious/noExplicitAny: the options are ioredis's own, and differ between its versions
  duplicate(options?: any): unknown;
}

/** A pool of pg. What is used of it are its settings. */
export interface PostgresPool {
  /** What it was made with. */
  readonly options: object;
  /** Makes, or finds, a connection. */
  connect(): Promise<unknown>;
}

/** A Redis: a connection of ioredis, or options to make one with. */
export interface RedisStore {
  /** It is left alone: connections of the intake's own are made with its settings. */
  readonly redis: RedisConnection | object;
}

/** A PostgreSQL: a pool of pg, or options to make one with. */
export interface PostgresStore {
  /** It is left alone: connections of the intake's own are made with its settings. */
  readonly postgres: PostgresPool | object;
}

/** Where BullMQ keeps its jobs: a URL (`redis:`, `rediss:`, `postgres:` or `postgresql:`), or settings for a driver. */
export type BullmqStore = string | RedisStore | PostgresStore;

/** A store whose kind is known. */
export type KnownStore =
  | { readonly kind: "redis"; readonly settings: string | RedisConnection | object }
  | { readonly kind: "postgres"; readonly settings: string | PostgresPool | object };

const kinds: Readonly<Record<string, KnownStore["kind"]>> = {
  "redis:": "redis",
  "rediss:": "redis",
  "postgres:": "postgres",
  "postgresql:": "postgres",
};

/**
 * Tells which database is meant.
 *
 * @throws CoexistenceError `invalid_option`. The text is nowhere in it, since it can hold a password.
 */
export function readStore(store: BullmqStore): KnownStore {
  if (typeof store === "string") {
    const kind = kinds[/^[a-z]+:/.exec(store)?.[0] ?? ""];
    if (kind !== undefined) return { kind, settings: store };
  } else if (typeof store === "object" && store !== null) {
    if ("redis" in store && "postgres" in store) throw unusable();
    if ("redis" in store && isObject(store.redis)) return { kind: "redis", settings: store.redis };
    if ("postgres" in store && isObject(store.postgres)) return { kind: "postgres", settings: store.postgres };
  }
  throw unusable();
}

function unusable(): CoexistenceError {
  return new CoexistenceError(
    "invalid_option",
    "bullmqIntake: the database is neither a URL that begins with redis:, rediss:, postgres: or postgresql:, nor { redis } or { postgres }.",
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
