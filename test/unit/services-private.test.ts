import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usePostgresServer, useRedisServer } from "../services/in-tests.ts";
import { type PrivateServer, startPostgres, startRedis } from "../services/index.ts";

const part = "servers that tests start for themselves";
const redis = await useRedisServer(part);
const postgres = await usePostgresServer(part);

/** One command on a connection of its own. */
async function redisCall(url: string, ...[name, ...values]: [string, ...string[]]): Promise<unknown> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on("error", () => {}); // comes again as a rejection
  try {
    await client.connect();
    return await client.call(name, ...values);
  } finally {
    client.disconnect();
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const folderOfRedis = async (url: string): Promise<string> =>
  ((await redisCall(url, "CONFIG", "GET", "dir")) as string[])[1] as string;

async function becomes(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

describe.skipIf(redis.isMissing)("a Redis of one's own", () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await startRedis({ appendFsync: "always" });
  });
  afterAll(() => server?.remove());

  it("answers, and is nobody else's", async () => {
    const other = await startRedis();
    await redisCall(server.url, "SET", "colour", "green");
    expect(await redisCall(server.url, "GET", "colour")).toBe("green");
    expect(await redisCall(other.url, "GET", "colour")).toBeNull();
    await other.remove();
  });

  it.each(["stop", "kill"] as const)("comes back with its data after %s, on the same port", async (end) => {
    await redisCall(server.url, "SET", "ended by", end);
    await server[end]();
    await expect(redisCall(server.url, "PING")).rejects.toThrow();
    await server.start();
    expect(await redisCall(server.url, "GET", "ended by")).toBe(end);
  });

  it("brings its data to the disk as often as is asked for", async () => {
    const [lazy, careless] = await Promise.all([startRedis({ appendFsync: "everysec" }), startRedis()]);
    const setting = (url: string, name: string) => redisCall(url, "CONFIG", "GET", name);
    expect(await setting(server.url, "appendfsync")).toEqual(["appendfsync", "always"]);
    expect(await setting(lazy.url, "appendfsync")).toEqual(["appendfsync", "everysec"]);
    expect(await setting(careless.url, "appendonly")).toEqual(["appendonly", "no"]);
    await Promise.all([lazy.remove(), careless.remove()]);
  });

  it("leaves nothing when it is removed", async () => {
    const other = await startRedis({ appendFsync: "always" });
    const folder = await folderOfRedis(other.url);
    expect(existsSync(folder)).toBe(true);
    await other.remove();
    expect(existsSync(folder)).toBe(false);
    await expect(redisCall(other.url, "PING")).rejects.toThrow();
  });

  it("says why it does not start, and leaves the server alone that has its port", async () => {
    await expect(startRedis({ port: server.port })).rejects.toThrow(/did not start[\s\S]*in use/);
    expect(await redisCall(server.url, "PING")).toBe("PONG");
  });

  it("ends with the process that started it, also when that is killed", async () => {
    const program = `
      import { startRedis } from "./test/services/index.ts";
      console.log((await startRedis()).url);
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(child.stdout, "data");
    const url = String(line).trim();
    const folder = await folderOfRedis(url);
    child.kill("SIGKILL");
    await becomes(() => !existsSync(folder));
    await expect(redisCall(url, "PING")).rejects.toThrow();
  });
});

describe.skipIf(postgres.isMissing)("a PostgreSQL of one's own", () => {
  let server: PrivateServer;
  beforeAll(async () => {
    server = await startPostgres({ fsync: true });
    await query(server.url, "CREATE TABLE ends (name text)");
  });
  afterAll(() => server?.remove());

  it.each(["stop", "kill"] as const)("comes back with its data after %s, on the same port", async (end) => {
    await query(server.url, `INSERT INTO ends VALUES ('${end}')`);
    await server[end]();
    await expect(query(server.url, "SELECT 1")).rejects.toThrow();
    await server.start();
    expect(await query(server.url, "SELECT name FROM ends")).toContainEqual({ name: end });
  });

  it("ends while clients are connected", async () => {
    const client = new pg.Client(server.url);
    const lost = new Promise((resolve) => client.on("error", resolve)); // It may come twice.
    await client.connect();
    await server.stop();
    expect(await lost).toBeInstanceOf(Error);
    await server.start();
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("waits for the disk only where that is asked for", async () => {
    const careless = await startPostgres();
    expect(await query(server.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
    expect(await query(careless.url, "SHOW fsync")).toEqual([{ fsync: "off" }]);
    await careless.remove();
  });

  it("leaves nothing when it is removed", async () => {
    const other = await startPostgres();
    const [row] = (await query(other.url, "SHOW data_directory")) as [{ data_directory: string }];
    expect(existsSync(row.data_directory)).toBe(true);
    await other.remove();
    expect(existsSync(row.data_directory)).toBe(false);
    await expect(query(other.url, "SELECT 1")).rejects.toThrow();
  });
});
