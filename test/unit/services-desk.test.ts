import { afterEach, describe, expect, it } from "vitest";
import { askDesk } from "../services/ask-desk.ts";
import { type Desk, type DeskOptions, type Found, openDesk } from "../services/desk.ts";
import { usePostgres, useRedis } from "../services/in-tests.ts";
import { findPostgres, findRedis } from "../services/index.ts";
import { wanted } from "../services/wanted.ts";

const redis = await useRedis("the services themselves");
const postgres = await usePostgres("the services themselves");

let desk: Desk;
afterEach(() => desk?.close());

/** A desk that finds only what it is given, and what it printed. */
async function openWith(find: () => Promise<Found | undefined>, isRequired = false): Promise<string[]> {
  const printed: string[] = [];
  const nothing = { find: async () => undefined, missing: "It is not there." };
  const all: DeskOptions["wanted"] = {
    redis: { find, missing: wanted.redis.missing },
    postgres: nothing,
    "redis-server": nothing,
    "postgres-server": nothing,
  };
  desk = await openDesk({ wanted: all, isRequired, print: (line) => printed.push(line) });
  return printed;
}

describe("what tests are given", () => {
  it.skipIf(redis.isMissing)("is a Redis that answers", async () => {
    expect(await findRedis({ environment: { REDIS_URL: redis.url } })).toMatchObject({ url: redis.url });
  });

  it.skipIf(postgres.isMissing)("is a PostgreSQL in which they may create schemas", async () => {
    expect(await findPostgres({ environment: { DATABASE_URL: postgres.url } })).toMatchObject({ url: postgres.url });
  });
});

describe("the desk", () => {
  it("looks for nothing before somebody asks, and then once for all", async () => {
    let searches = 0;
    await openWith(async () => ({ place: `redis://127.0.0.1:${6000 + ++searches}` }));
    expect(searches).toBe(0);
    const parts = ["one", "two", "three"];
    const places = await Promise.all(parts.map((part) => askDesk(desk.url, "redis", part)));
    expect(places).toEqual(Array(3).fill("redis://127.0.0.1:6001"));
  });

  it("says in one line what is left out, and how to get it", async () => {
    const printed = await openWith(async () => undefined);
    expect(await askDesk(desk.url, "redis", "the BullMQ intake on Redis")).toBe("");
    expect(printed).toEqual([
      "Left out: tests of the BullMQ intake on Redis. Redis is not there: set REDIS_URL, or install redis-server.",
    ]);
  });

  it("leaves nothing out where it is required", async () => {
    const printed = await openWith(async () => undefined, true);
    await expect(askDesk(desk.url, "redis", "the BullMQ intake on Redis")).rejects.toThrow(
      "With REQUIRE_SERVICES nothing may be left out: tests of the BullMQ intake on Redis. Redis is not there",
    );
    expect(printed).toEqual([]);
  });

  it.each([true, false])("tells of a search that fails, required or not: %s", async (isRequired) => {
    const printed = await openWith(() => Promise.reject(new Error("REDIS_URL leads nowhere")), isRequired);
    await expect(askDesk(desk.url, "redis", "anything")).rejects.toThrow("REDIS_URL leads nowhere");
    expect(printed).toEqual([]);
  });

  it("ends what was started when it closes", async () => {
    const ended: string[] = [];
    await openWith(async () => ({ place: "redis://127.0.0.1:6001", stop: async () => void ended.push("redis") }));
    await askDesk(desk.url, "redis", "anything");
    await desk.close();
    expect(ended).toEqual(["redis"]);
    await expect(askDesk(desk.url, "redis", "anything")).rejects.toThrow();
  });
});
