import { randomUUID } from "node:crypto";
import { usePostgres, useRedis } from "../../services/in-tests.ts";

/** The databases that BullMQ keeps its jobs in. */
export const databases = [
  { database: "Redis", ...(await useRedis("the BullMQ intake on Redis")) },
  { database: "PostgreSQL", ...(await usePostgres("the BullMQ intake on PostgreSQL")) },
];

/** A name for queues that no other test has. */
export const newName = (): string => `test-${randomUUID()}`;
