import { userInfo } from "node:os";
import { askPostgres } from "./ask-postgres.ts";
import { askRedis } from "./ask-redis.ts";
import { startPostgres } from "./postgres.ts";
import { findPostgresProgram, findRedisProgram } from "./program.ts";
import { startRedis } from "./redis.ts";
import type { PrivateServer } from "./server.ts";
import type { Service } from "./service.ts";

/** Where to look for a service. The parts are looked at in their order. */
interface Search {
  readonly name: string;
  readonly variable: string;
  readonly protocols: readonly string[];
  readonly ask: (url: string) => Promise<void>;
  /** What may listen on the standard port. */
  readonly localUrls: readonly string[];
  /** Undefined where there is no program to start. */
  readonly start: (() => Promise<PrivateServer>) | undefined;
}

/** How to look, for the tests of this. */
export interface FindOptions {
  /** Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Default: the standard port, 6379 or 5432. */
  readonly port?: number;
}

/**
 * A Redis: the one of REDIS_URL, else what listens on port 6379 without a password, else `redis-server` from PATH.
 * Undefined where there is none.
 *
 * @throws Error where REDIS_URL is set and nothing usable answers there, or `redis-server` does not start.
 */
export function findRedis({ environment = process.env, port = 6379 }: FindOptions = {}): Promise<Service | undefined> {
  const search: Search = {
    name: "Redis",
    variable: "REDIS_URL",
    protocols: ["redis:", "rediss:"],
    ask: askRedis,
    localUrls: [`redis://127.0.0.1:${port}`],
    start: findRedisProgram() === undefined ? undefined : startRedis,
  };
  return find(search, environment);
}

/**
 * A PostgreSQL in which one may create schemas: the one of DATABASE_URL, else what listens on port 5432 and wants no
 * password, else `postgres` from PATH or /usr/lib/postgresql. Undefined where there is none.
 *
 * @throws Error where DATABASE_URL is set and nothing usable answers there, or `postgres` does not start.
 */
export function findPostgres(options: FindOptions = {}): Promise<Service | undefined> {
  const { environment = process.env, port = 5432 } = options;
  const { username } = userInfo();
  const logins = [`${username}/${username}`, `${username}/postgres`, "postgres/postgres"];
  const search: Search = {
    name: "PostgreSQL",
    variable: "DATABASE_URL",
    protocols: ["postgres:", "postgresql:"],
    ask: askPostgres,
    localUrls: logins.map((login) => {
      const [user = "", database = ""] = login.split("/").map(encodeURIComponent);
      return `postgres://${user}@127.0.0.1:${port}/${database}`;
    }),
    start: findPostgresProgram() === undefined ? undefined : startPostgres,
  };
  return find(search, environment);
}

async function find(
  search: Search,
  environment: NonNullable<FindOptions["environment"]>,
): Promise<Service | undefined> {
  const configured = environment[search.variable];
  if (configured) {
    await mustAnswer(search, configured);
    return { url: configured, from: "environment", stop: async () => {} };
  }
  for (const url of search.localUrls) {
    if (await answers(search.ask(url))) return { url, from: "local port", stop: async () => {} };
  }
  const server = await search.start?.();
  return server && { url: server.url, from: "started", stop: () => server.remove() };
}

const answers = (asked: Promise<void>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

async function mustAnswer({ name, variable, protocols, ask }: Search, url: string): Promise<void> {
  if (!URL.canParse(url) || !protocols.includes(new URL(url).protocol)) {
    throw new Error(`${variable} is no URL of ${name}: it begins with ${protocols[0]}//`);
  }
  try {
    await ask(url);
  } catch (error) {
    throw new Error(`${variable} leads to no ${name} that can be used: ${withoutPassword(reasonOf(error), url)}`);
  }
}

// A failed connection to several addresses says nothing but its code.
const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || String(Reflect.get(error, "code")) : "unknown";

function withoutPassword(text: string, url: string): string {
  const { password } = new URL(url);
  return [password, decode(password)].filter(Boolean).reduce((clean, secret) => clean.replaceAll(secret, "…"), text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
