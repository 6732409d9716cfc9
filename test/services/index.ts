// The Redis and the PostgreSQL that tests and proofs work with. Nothing here knows a test runner; `in-tests.ts` does.
export { findPostgres, findRedis } from "./find.ts";
export { type PostgresOptions, startPostgres } from "./postgres.ts";
export { findPostgresProgram, findRedisProgram } from "./program.ts";
export { type RedisOptions, startRedis } from "./redis.ts";
export type { PrivateServer } from "./server.ts";
export type { Service } from "./service.ts";
