import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { echoChange, metaWebhook, recordOnboarding, signedInit, textMessage } from "../../src/testing/index.ts";
import { usePostgresServer, useRedisServer } from "../services/in-tests.ts";
import { type PrivateServer, startPostgres, startRedis } from "../services/index.ts";
import { freePort } from "./free-port.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
// Servers of their own, because what an intake remembers for eight days is left behind.
const services = [
  { kind: "Redis", launch: startRedis, ...(await useRedisServer("the example for BullMQ on Redis")) },
  { kind: "PostgreSQL", launch: startPostgres, ...(await usePostgresServer("the example for BullMQ on PostgreSQL")) },
];

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  printed(): string;
}

const started: ChildProcess[] = [];
let name: string;

beforeEach(() => {
  name = `example-${randomUUID()}`;
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

async function start(queue: string, pause = 0): Promise<Started> {
  const port = await freePort();
  const imports = ["tsx", "./test/integration/slow-listeners.ts"].flatMap((file) => ["--import", file]);
  const child = spawn(process.execPath, [...imports, "examples/bullmq/main.ts"], {
    cwd: root,
    env: {
      ...process.env,
      APP_SECRET: appSecret,
      VERIFY_TOKEN: "the token of this example",
      QUEUE: queue,
      QUEUE_NAME: name,
      LISTENER_PAUSE: String(pause),
      PORT: String(port),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (piece: Buffer) => {
      printed += piece;
    });
  }
  await vi.waitFor(() => expect(printed).toContain("Listening on port"), 30_000);
  return { child, url: `http://127.0.0.1:${port}/webhook`, printed: () => printed };
}

async function end({ child }: Started, signal: NodeJS.Signals = "SIGTERM"): Promise<unknown[]> {
  const exit = once(child, "exit");
  child.kill(signal);
  return exit;
}

async function send({ url }: Started, webhook: Parameters<typeof signedInit>[0]): Promise<number> {
  return (await fetch(url, signedInit(webhook, { appSecret }))).status;
}

describe.each(services)("the example for BullMQ on $kind", ({ launch, isMissing }) => {
  const takesLonger = { timeout: 90_000 };
  let server: PrivateServer;

  beforeAll(async () => {
    if (!isMissing) server = await launch();
  }, takesLonger.timeout);

  afterAll(async () => {
    await server?.remove();
  });

  it.skipIf(isMissing)("saves what came to either of two processes, once", takesLonger, async () => {
    const [one, other] = await Promise.all([start(server.url), start(server.url)]);
    const lines = (line: string) => `${one.printed()}${other.printed()}`.split("\n").filter((each) => each === line);
    const echo = metaWebhook(echoChange(textMessage("Until six.")));
    const answers = await Promise.all([one, other, one, other].map((process) => send(process, echo)));
    expect(answers).toEqual([200, 200, 200, 200]);
    // What comes after it in the same chat is delivered after it.
    expect(await send(one, metaWebhook(echoChange(textMessage("Until seven."))))).toBe(200);
    await vi.waitFor(() => expect(lines("echo outbound text").length).toBeGreaterThan(1), 30_000);

    for (const { webhook, step } of recordOnboarding({ messages: 20, disconnect: false })) {
      if (step === "history") expect([await send(one, webhook), await send(other, webhook)]).toEqual([200, 200]);
    }
    await vi.waitFor(() => {
      expect(lines("synchronization of history complete 100 ").length).toBeGreaterThan(0);
    }, 30_000);
    expect(lines("echo outbound text")).toHaveLength(2);
    expect([await end(one), await end(other)]).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  it.skipIf(isMissing).each(["SIGTERM", "SIGINT"] as const)(
    "lets its listeners finish when it is asked to end, with %s",
    takesLonger,
    async (signal) => {
      const example = await start(server.url, 1_000);
      expect(await send(example, metaWebhook(echoChange(textMessage("Until six."))))).toBe(200);
      await vi.waitFor(() => expect(example.printed()).toContain("a listener begins"), 10_000);
      expect(await end(example, signal)).toEqual([0, null]);
      expect(example.printed()).toContain("a listener is done");
    },
  );
});
