import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  echoChange,
  historyChange,
  messageChange,
  metaWebhook,
  signedInit,
  textMessage,
} from "../../src/testing/index.ts";
import { freePort } from "./free-port.ts";
import { type RunningExample, startExample } from "./start-example.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
const verifyToken = "the token of this example";
const webhook = metaWebhook([messageChange(textMessage()), echoChange(textMessage()), historyChange()]);
const startUp = 30_000;

describe.each(["node", "express", "fastify", "hono", "nest", "fetch", "durable"])("the example for %s", (name) => {
  let example: ChildProcess;
  let url: string;
  let printed = "";

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/webhook`;
    example = spawn(process.execPath, ["--import", "tsx", `examples/${name}/main.ts`], {
      cwd: root,
      env: {
        ...process.env,
        APP_SECRET: appSecret,
        VERIFY_TOKEN: verifyToken,
        DATABASE: ":memory:",
        PORT: String(port),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    example.stdout?.on("data", (piece: Buffer) => {
      printed += piece;
    });
    example.stderr?.on("data", (piece: Buffer) => {
      printed += piece;
    });
    while (!printed.includes("Listening on port")) {
      if (example.exitCode !== null) throw new Error(`The example ended before it listened:\n${printed}`);
      await wait(20);
    }
  }, startUp);

  afterAll(() => {
    example.kill("SIGKILL");
  });

  it("answers the verification request with its challenge", async () => {
    const query = new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.verify_token": verifyToken,
      "hub.challenge": "1158201444",
    });
    const response = await fetch(`${url}?${query}`);
    expect([response.status, await response.text()]).toEqual([200, "1158201444"]);
  });

  it("saves the messages of a signed webhook", async () => {
    const response = await fetch(url, signedInit(webhook, { appSecret }));
    expect(response.status).toBe(200);
    for (const line of ["message inbound text", "echo outbound text", "history inbound text"]) {
      await expect.poll(() => printed).toContain(line);
    }
  });

  it("refuses a forged webhook", async () => {
    const response = await fetch(url, signedInit(webhook, { appSecret: "some other app's secret, invented" }));
    expect(response.status).toBe(401);
  });

  it("ends by itself on SIGTERM", async () => {
    const end = once(example, "exit");
    example.kill("SIGTERM");
    expect(await end).toEqual([0, null]);
  });
});

describe.each(["node", "express", "fastify", "hono", "nest", "fetch"])(
  "the example for %s, whose database fails",
  (name) => {
    let example: RunningExample;
    afterEach(() => example.kill());

    it("says so by the names of the errors, and nothing of what they hold", { timeout: startUp }, async () => {
      const environment = { APP_SECRET: appSecret, VERIFY_TOKEN: verifyToken };
      example = await startExample(name, environment, "./test/integration/failing-database.ts");
      const echo = metaWebhook(echoChange(textMessage("Until six.")));
      const response = await fetch(`${example.url}/webhook`, signedInit(echo, { appSecret }));
      expect(response.status).toBe(503);
      await expect.poll(() => example.printed()).toContain("listener_failed DatabaseError");
      expect(example.printed()).not.toContain("Until six.");
    });
  },
);
