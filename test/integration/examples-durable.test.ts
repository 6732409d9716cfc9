import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  addedContact,
  contactsChange,
  echoChange,
  metaWebhook,
  recordOnboarding,
  type SendableWebhook,
  signedInit,
  textMessage,
} from "../../src/testing/index.ts";
import { freePort } from "./free-port.ts";
import { temporaryDatabase } from "./sqlite/temporary-folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
const started: ChildProcess[] = [];
let file: string;

beforeEach(() => {
  file = temporaryDatabase();
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  printed(): string;
}

async function start(): Promise<Started> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "examples/durable/main.ts"], {
    cwd: root,
    env: { ...process.env, APP_SECRET: appSecret, VERIFY_TOKEN: "a token", DATABASE: file, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let printed = "";
  const read = (piece: Buffer): void => {
    printed += piece;
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  await vi.waitFor(() => expect(printed).toContain("Listening on port"), 30_000);
  return { child, url: `http://127.0.0.1:${port}/webhook`, printed: () => printed };
}

async function send({ url }: Started, webhook: SendableWebhook): Promise<number> {
  const init = signedInit(webhook, { appSecret });
  // On a connection of its own: one that waited to be used again can be closed at the very moment when it is.
  return (await fetch(url, { ...init, headers: { ...init.headers, connection: "close" } })).status;
}

async function end({ child }: Started, signal: NodeJS.Signals): Promise<unknown[]> {
  const exit = once(child, "exit");
  child.kill(signal);
  return exit;
}

function read(sql: string): Record<string, unknown>[] {
  const database = new Database(file);
  const rows = database.prepare(sql).all() as Record<string, unknown>[];
  database.close();
  return rows;
}

it("the durable example has every message in its table once, though it is killed in the middle", async () => {
  let example = await start();
  const recording = recordOnboarding({ messages: 60, disconnect: false });
  const webhooks = [...recording.map(({ webhook }) => webhook), metaWebhook(echoChange(textMessage("Until six.")))];
  for (const [place, webhook] of webhooks.entries()) {
    expect(await send(example, webhook)).toBe(200);
    if (recording[place]?.step !== "history" || started.length > 1) continue;
    await end(example, "SIGKILL");
    example = await start();
  }
  await vi.waitFor(() => expect(read("SELECT seq FROM coexistence_webhooks")).toEqual([]), 20_000);
  const before = read("SELECT message_id, type FROM messages ORDER BY message_id");
  expect(before.length).toBeGreaterThan(60);

  for (const webhook of webhooks) expect(await send(example, webhook)).toBe(200);
  await vi.waitFor(() => expect(read("SELECT seq FROM coexistence_webhooks")).toEqual([]), 20_000);
  expect(read("SELECT message_id, type FROM messages ORDER BY message_id")).toEqual(before);
  expect(example.printed()).toContain("synchronization of history complete 100");
  expect(await end(example, "SIGTERM")).toEqual([0, null]);
});

it("the durable example has each contact as it was last, whatever came first, and what became of the account", async () => {
  const example = await start();
  const recording = recordOnboarding({ messages: 4 }).filter(
    ({ step }) => step === "contacts" || step === "disconnect",
  );
  const outdated = addedContact({ customer: { waId: "15550009999" }, fullName: "Removed since", timestamp: "1" });
  const webhooks = [...recording.reverse().map(({ webhook }) => webhook), metaWebhook(contactsChange([outdated]))];
  for (const webhook of webhooks) {
    expect(await send(example, webhook)).toBe(200);
  }
  await vi.waitFor(() => expect(read("SELECT seq FROM coexistence_webhooks")).toEqual([]), 20_000);
  const names = read("SELECT content FROM contacts").map(({ content }) => JSON.parse(String(content))?.fullName);
  expect(names).toHaveLength(5);
  expect(names.filter((name) => name?.endsWith(" (VIP)"))).toHaveLength(1);
  expect(read("SELECT content FROM contacts WHERE customer = '15550009999'")).toEqual([{ content: null }]);
  expect(read("SELECT change FROM account_events")).toEqual([{ change: "disconnected" }]);
});

it("the durable example prints its dead letters when it starts", async () => {
  const first = await start();
  await end(first, "SIGTERM");
  const database = new Database(file);
  database
    .prepare(
      `INSERT INTO coexistence_dead_letters (id, type, provider, received_at, body, attempts, reason, given_up_at)
       VALUES ('message_a', 'message', 'meta', 1, x'7b7d', 8, 'Error: The CRM is away.', 2)`,
    )
    .run();
  database.close();
  const second = await start();
  expect(second.printed()).toContain("given up: message_a message after 8 attempts: Error: The CRM is away.");
  expect(await end(second, "SIGTERM")).toEqual([0, null]);
});
