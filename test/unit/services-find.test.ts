import { readFile, writeFile } from "node:fs/promises";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usePostgresServer, useRedisServer } from "../services/in-tests.ts";
import { findPostgres, findRedis, type PrivateServer, startPostgres, startRedis } from "../services/index.ts";

const part = "the search for Redis and PostgreSQL";
const [redis, postgres] = [await useRedisServer(part), await usePostgresServer(part)];
const closedPort = 1;
const password = "invented for this test%!";

describe("a URL in the environment", () => {
  it.each(["redis://", "rediss://"])("that leads nowhere is an error that names REDIS_URL: %s", async (scheme) => {
    const url = `${scheme}:${encodeURIComponent(password)}@127.0.0.1:${closedPort}`;
    const error = await findRedis({ environment: { REDIS_URL: url } }).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/REDIS_URL leads to no Redis that can be used: .*ECONNREFUSED/);
    expect(String(error)).not.toContain("invented");
  });

  it("that leads nowhere is an error that names DATABASE_URL", async () => {
    const url = `postgres://tester:${encodeURIComponent(password)}@127.0.0.1:${closedPort}/tests`;
    const error = await findPostgres({ environment: { DATABASE_URL: url } }).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/DATABASE_URL leads to no PostgreSQL that can be used: .*ECONNREFUSED/);
    expect(String(error)).not.toContain("invented");
  });

  it.each(["127.0.0.1:6379", "localhost:6379", "http://tester:invented@127.0.0.1:6379"])(
    "of something else is an error: %s",
    async (url) => {
      const [redisError, postgresError] = await Promise.all([
        findRedis({ environment: { REDIS_URL: url } }).catch(String),
        findPostgres({ environment: { DATABASE_URL: url } }).catch(String),
      ]);
      expect(redisError).toBe("Error: REDIS_URL is no URL of Redis: it begins with redis://");
      expect(postgresError).toBe("Error: DATABASE_URL is no URL of PostgreSQL: it begins with postgres://");
    },
  );
});

describe.skipIf(redis.isMissing)("the search for Redis", () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.remove());

  it("takes the environment before the port", async () => {
    const other = await startRedis();
    const found = await findRedis({ environment: { REDIS_URL: other.url }, port: server.port });
    expect(found).toMatchObject({ url: other.url, from: "environment" });
    await found?.stop();
    expect(await answers(other.url)).toBe(true);
    await other.remove();
  });

  it("takes the port before it starts one, and leaves that running", async () => {
    const found = await findRedis({ environment: { REDIS_URL: "" }, port: server.port });
    expect(found).toMatchObject({ url: server.url, from: "local port" });
    await found?.stop();
    expect(await answers(server.url)).toBe(true);
  });

  it("starts one where nothing listens, and ends it", async () => {
    const found = await findRedis({ environment: {}, port: closedPort });
    expect(found?.from).toBe("started");
    expect(await answers(found?.url as string)).toBe(true);
    await found?.stop();
    expect(await answers(found?.url as string)).toBe(false);
  });

  it("passes by one that wants a password", async () => {
    const locked = await startRedis();
    const client = new Redis(locked.url);
    await client.config("SET", "requirepass", password);
    client.disconnect();

    const found = await findRedis({ environment: {}, port: locked.port });
    expect(found?.from).toBe("started");
    const withPassword = locked.url.replace("//", `//:${encodeURIComponent(password)}@`);
    expect(await findRedis({ environment: { REDIS_URL: withPassword } })).toMatchObject({ url: withPassword });
    const withWrong = locked.url.replace("//", "//:invented@");
    const error = await findRedis({ environment: { REDIS_URL: withWrong } }).catch(String);
    expect(error).toMatch(/REDIS_URL leads to no Redis that can be used: WRONGPASS/);
    expect(error).not.toContain("invented");
    await Promise.all([found?.stop(), locked.remove()]);
  });

  async function answers(url: string): Promise<boolean> {
    return (await findRedis({ environment: { REDIS_URL: url } }).catch(() => undefined)) !== undefined;
  }
});

describe.skipIf(postgres.isMissing)("the search for PostgreSQL", () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());

  it("takes the environment before the port", async () => {
    const url = `${server.url}?application_name=tests`;
    const found = await findPostgres({ environment: { DATABASE_URL: url }, port: server.port });
    expect(found).toMatchObject({ url, from: "environment" });
  });

  it("takes the port before it starts one, with a user and a database that are there", async () => {
    const found = await findPostgres({ environment: { DATABASE_URL: "" }, port: server.port });
    expect(found).toMatchObject({ url: server.url, from: "local port" });
    await found?.stop();
    expect(await run(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("starts one where nothing listens, and ends it", async () => {
    const found = await findPostgres({ environment: {}, port: closedPort });
    expect(found?.from).toBe("started");
    await run(found?.url as string, "CREATE SCHEMA mine");
    await found?.stop();
    await expect(run(found?.url as string, "SELECT 1")).rejects.toThrow();
  });

  it("refuses one in which it may not create schemas", async () => {
    await run(server.url, "CREATE ROLE reader LOGIN");
    const url = server.url.replace("postgres@", "reader@");
    await expect(findPostgres({ environment: { DATABASE_URL: url } })).rejects.toThrow(
      "DATABASE_URL leads to no PostgreSQL that can be used: This user may not create a schema.",
    );
  });

  it("passes by one that wants a password", async () => {
    const locked = await startPostgres();
    await run(locked.url, `ALTER ROLE postgres PASSWORD '${password}'`);
    const [row] = (await run(locked.url, "SHOW hba_file")) as [{ hba_file: string }];
    await writeFile(row.hba_file, (await readFile(row.hba_file, "utf8")).replaceAll("trust", "scram-sha-256"));
    await run(locked.url, "SELECT pg_reload_conf()");
    await expect.poll(() => run(locked.url, "SELECT 1").catch(String)).toMatch(/password/);

    const found = await findPostgres({ environment: {}, port: locked.port });
    expect(found?.from).toBe("started");
    const withPassword = locked.url.replace("@", `:${encodeURIComponent(password)}@`);
    expect(await findPostgres({ environment: { DATABASE_URL: withPassword } })).toMatchObject({ url: withPassword });
    const withWrong = locked.url.replace("postgres@", "invented:invented@");
    const error = await findPostgres({ environment: { DATABASE_URL: withWrong } }).catch(String);
    expect(error).toMatch(/DATABASE_URL leads to no PostgreSQL that can be used: password authentication failed/);
    expect(error).not.toContain("invented");
    await Promise.all([found?.stop(), locked.remove()]);
  });

  async function run(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }
});
