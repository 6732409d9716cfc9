import { inject } from "vitest";
import { askDesk, type WantedName } from "./ask-desk.ts";

/** Whether something is there, for `describe.skipIf(redis.isMissing)`. */
export interface Availability {
  readonly isMissing: boolean;
}

/** A service that the tests share. */
export interface TestService extends Availability {
  /** Empty where it is missing. */
  readonly url: string;
}

/**
 * The Redis of this run of the tests. Others use it at the same time, and it may be somebody's own: keys get a prefix that
 * no other test has.
 *
 * ```text
 * const redis = await useRedis("the BullMQ intake on Redis");
 * describe.skipIf(redis.isMissing)("the BullMQ intake on Redis", () => { … redis.url … });
 * ```
 *
 * @param part What is left out where it is missing, for the line that says so.
 * @throws Error where it is missing and REQUIRE_SERVICES is set, or REDIS_URL leads nowhere.
 */
export const useRedis = (part: string): Promise<TestService> => use("redis", part);

/**
 * The PostgreSQL of this run of the tests. Others use it at the same time, and it may be somebody's own: tables stand in a
 * schema that no other test has, and it is dropped at the end.
 *
 * @param part What is left out where it is missing, for the line that says so.
 * @throws Error where it is missing and REQUIRE_SERVICES is set, or DATABASE_URL leads nowhere.
 */
export const usePostgres = (part: string): Promise<TestService> => use("postgres", part);

/**
 * Whether `startRedis` can start one, for tests that end it.
 *
 * @param part What is left out where it cannot, for the line that says so.
 * @throws Error where it cannot and REQUIRE_SERVICES is set.
 */
export const useRedisServer = (part: string): Promise<Availability> => use("redis-server", part);

/**
 * Whether `startPostgres` can start one, for tests that end it.
 *
 * @param part What is left out where it cannot, for the line that says so.
 * @throws Error where it cannot and REQUIRE_SERVICES is set.
 */
export const usePostgresServer = (part: string): Promise<Availability> => use("postgres-server", part);

async function use(name: WantedName, part: string): Promise<TestService> {
  const place = await askDesk(inject("serviceDesk"), name, part);
  return { url: place, isMissing: place === "" };
}
