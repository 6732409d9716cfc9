/**
 * A durable intake: webhooks are kept in a SQLite file until their events are done.
 *
 * @module
 */

export type { SqliteDatabase, SqliteStatement } from "./database.ts";
export { type SqliteIntakeOptions, sqliteIntake } from "./sqlite-intake.ts";
