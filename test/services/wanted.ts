import type { WantedName } from "./ask-desk.ts";
import type { Found, Wanted } from "./desk.ts";
import { findPostgresProgram, findRedisProgram } from "./program.ts";
import type { Service } from "./service.ts";

// The clients of the databases are loaded when somebody asks, so that a run without databases does not wait for them.
const search = () => import("./find.ts");

/** What a run of the tests looks for. */
export const wanted: Readonly<Record<WantedName, Wanted>> = {
  redis: {
    find: async () => ofService(await (await search()).findRedis()),
    missing: "Redis is not there: set REDIS_URL, or install redis-server.",
  },
  postgres: {
    find: async () => ofService(await (await search()).findPostgres()),
    missing: "PostgreSQL is not there: set DATABASE_URL, or install postgresql.",
  },
  "redis-server": {
    find: async () => ofProgram(findRedisProgram()),
    missing: "They start a Redis of their own: install redis-server.",
  },
  "postgres-server": {
    find: async () => ofProgram(findPostgresProgram()),
    missing: "They start a PostgreSQL of their own: install postgresql.",
  },
};

const ofService = (service: Service | undefined): Found | undefined =>
  service && { place: service.url, stop: () => service.stop() };

const ofProgram = (path: string | undefined): Found | undefined => (path === undefined ? undefined : { place: path });
