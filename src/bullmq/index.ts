/**
 * A durable intake for any number of machines: webhooks are kept by BullMQ, in Redis or in PostgreSQL, until their events
 * are done.
 *
 * @module
 */

export { bullmqIntake } from "./bullmq-intake.ts";
export type { BullmqIntakeOptions } from "./settings.ts";
export type { BullmqStore, PostgresPool, PostgresStore, RedisConnection, RedisStore } from "./store.ts";
