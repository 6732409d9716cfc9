import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { echoChange, metaWebhook, signedInit, textMessage } from "../../src/testing/index.ts";
import { freePort } from "./free-port.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
const examples = ["node", "express", "fastify", "hono", "nest", "fetch", "durable"];
const startUp = 30_000;

let example: ChildProcess;
let port: number;
let printed: string;

afterEach(() => {
  example.kill("SIGKILL");
});

async function start(name: string, pause: number): Promise<void> {
  port = await freePort();
  printed = "";
  example = spawn(
    process.execPath,
    ["--import", "tsx", "--import", "./test/integration/slow-listeners.ts", `examples/${name}/main.ts`],
    {
      cwd: root,
      env: {
        ...process.env,
        APP_SECRET: appSecret,
        VERIFY_TOKEN: "the token of this example",
        DATABASE: ":memory:",
        LISTENER_PAUSE: String(pause),
        PORT: String(port),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  for (const stream of [example.stdout, example.stderr]) {
    stream?.on("data", (piece: Buffer) => {
      printed += piece;
    });
  }
  await prints("Listening on port", startUp);
}

const prints = (line: string, patience = 10_000): Promise<void> =>
  vi.waitFor(() => expect(printed).toContain(line), patience);

/** Sends a webhook, and resolves with the status of its answer. */
async function send(agent?: Agent): Promise<number | undefined> {
  const { method, headers, body } = signedInit(metaWebhook(echoChange(textMessage())), { appSecret });
  const sent = request({ host: "127.0.0.1", port, path: "/webhook", method, headers: headers as never, agent });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

/** Asks it to end, and resolves with the exit code and the signal. */
async function end(signal: NodeJS.Signals): Promise<unknown[]> {
  const exit = once(example, "exit");
  example.kill(signal);
  return exit;
}

describe.each(examples)("the example for %s, when it is asked to end", (name) => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "answers what is under way, lets its listeners finish, and leaves its port, on %s",
    { timeout: 60_000 },
    async (signal) => {
      await start(name, 500);
      const answer = send();
      await prints("a listener begins");
      expect(await end(signal)).toEqual([0, null]);
      expect(await answer).toBe(200);
      expect(printed).toContain("echo outbound text");
      expect(printed).toContain("a listener is done");
      expect(await isListening()).toBe(false);
    },
  );

  it("waits neither for connections that stay open nor for those that say nothing", { timeout: 60_000 }, async () => {
    await start(name, 500);
    const silent = connect(port, "127.0.0.1").on("error", () => undefined);
    const agent = new Agent({ keepAlive: true });
    const answer = send(agent);
    await prints("a listener begins");
    expect(await end("SIGTERM")).toEqual([0, null]);
    expect(await answer).toBe(200);
    expect(printed).toContain("a listener is done");
    agent.destroy();
    silent.destroy();
  });

  it.each([
    ["SIGTERM", "SIGTERM"],
    ["SIGINT", "SIGTERM"],
  ] as const)(
    "ends at once when it is asked again, with %s and then %s",
    { timeout: 60_000 },
    async (first, second) => {
      await start(name, 60_000);
      const answer = send().catch(() => undefined);
      await prints("a listener begins");
      const exit = once(example, "exit");
      example.kill(first);
      await vi.waitFor(() => expect(isListening()).resolves.toBe(false), { timeout: 3_000, interval: 20 });
      example.kill(second);
      expect(await exit).toEqual([null, second]);
      await answer;
    },
  );
});

async function isListening(): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const isOpen = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
}
