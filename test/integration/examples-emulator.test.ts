import Database from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { MetaClient, onboard } from "../../src/client/index.ts";
import {
  Emulator,
  type EmulatorOptions,
  emulatorDefaults,
  everydayLife,
  type MetaSignUp,
} from "../../src/testing/index.ts";
import { usePostgresServer, useRedisServer } from "../services/in-tests.ts";
import { type PrivateServer, startPostgres, startRedis } from "../services/index.ts";
import { freePort } from "./free-port.ts";
import { temporaryDatabase } from "./sqlite/temporary-folder.ts";
import { type RunningExample, startExample } from "./start-example.ts";

const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
const verifyToken = "the token of this example";
// Servers of its own, because what an intake remembers for eight days is left behind.
const redis = await useRedisServer("the example for BullMQ on Redis against the emulator");
const postgres = await usePostgresServer("the example for BullMQ on PostgreSQL against the emulator");
const patience = { timeout: 60_000, interval: 50 };

let example: RunningExample;
let emulator: Emulator;
const queues = new Map<string, PrivateServer>();
let environment: Record<string, string>;

beforeAll(async () => {
  if (!redis.isMissing) queues.set("Redis", await startRedis());
  if (!postgres.isMissing) queues.set("PostgreSQL", await startPostgres());
}, 60_000);

afterAll(async () => {
  for (const queue of queues.values()) await queue.remove();
});

beforeEach(() => {
  const DATABASE = temporaryDatabase();
  environment = { APP_SECRET: appSecret, VERIFY_TOKEN: verifyToken, DATABASE };
});

afterEach(async () => {
  await emulator?.close();
  example?.kill();
});

const emulate = (options: EmulatorOptions): Emulator => {
  emulator = new Emulator({ appSecret, verifyToken, callbackUrl: `${example.url}/webhook`, speed: 100, ...options });
  return emulator;
};
const onboardAtMeta = ({ code, wabaId, phoneNumberId }: MetaSignUp) => {
  const meta = new MetaClient({ appId: "600000000000006", appSecret, fetch: emulator.fetch });
  return onboard({ meta, code, wabaId, phoneNumberId, save: () => true });
};

/** How many lines it printed that begin so. */
const lines = (beginning: string) =>
  example
    .printed()
    .split("\n")
    .filter((line) => line.startsWith(beginning)).length;

/** How many messages the emulator sent, of one number or of all, those that were sent again counted once. */
const sent = (about: string, phoneNumberId?: string) =>
  emulator.deliveries
    .filter((delivery) => delivery.about === about && !delivery.isRepeated)
    .filter((delivery) => phoneNumberId === undefined || delivery.phoneNumberId === phoneNumberId)
    .reduce((sum, { messages }) => sum + messages, 0);

const everythingIsAccepted = () =>
  expect(new Set(emulator.deliveries.map(({ state }) => state))).toEqual(new Set(["accepted"]));

function read(sql: string, ...parameters: string[]): Record<string, unknown>[] {
  const database = new Database(environment["DATABASE"] ?? "");
  const rows = database.prepare(sql).all(...parameters) as Record<string, unknown>[];
  database.close();
  return rows;
}

const examples = [
  ...["node", "express", "fastify", "hono", "nest", "fetch", "durable"].map((name) => ({
    name,
    on: "",
    isMissing: false,
  })),
  { name: "bullmq", on: " on Redis", ...redis },
  { name: "bullmq", on: " on PostgreSQL", ...postgres },
];

describe.each(examples)("the example for $name$on", ({ name, on, isMissing }) => {
  it.skipIf(isMissing)("gets a whole onboarding, each message once, and what comes after it", async () => {
    example = await startExample(name, { ...environment, QUEUE: queues.get(on.replace(" on ", ""))?.url ?? "" });
    const afterwards = [...everydayLife, { do: "offboard" }, { do: "reconnect" }, { do: "disconnect" }] as const;
    emulate({ chaos: 0.5, scenario: { history: 240, chunkSize: 40, afterwards } });
    await onboardAtMeta(emulator.signUp());
    await emulator.settled();
    everythingIsAccepted();
    await vi.waitFor(() => {
      expect(lines("history inbound") + lines("history outbound")).toBe(240);
      expect(lines("echo outbound")).toBe(sent("echo"));
      expect(lines("message inbound")).toBe(sent("message"));
      if (name === "durable") return; // which has no line for these
      for (const line of ["account disconnected", "account paused", "account reconnected"]) {
        expect(lines(line)).toBe(1);
      }
      expect(example.printed()).toContain("contacts changed");
    }, patience);
    expect(example.printed()).not.toContain("kept for a look");
    expect(await example.end()).toEqual([0, null]);
  });
});

describe("the example for tenants", () => {
  const token = "a long random value of this example";
  const start = async () => {
    example = await startExample("tenants", { ...environment, ADMIN_TOKEN: token });
  };
  const register = (tenant: string, { phoneNumberId, wabaId, displayPhoneNumber }: MetaSignUp, secret = token) =>
    fetch(`${example.url}/numbers/${phoneNumberId}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify({ tenant, wabaId, displayPhoneNumber }),
    });
  const countOf = (tenant: string): unknown =>
    read("SELECT count(*) AS count FROM messages WHERE tenant = ?", tenant)[0]?.["count"];

  it("keeps the messages of each tenant apart, and sets aside what is nobody's until it is somebody's", async () => {
    await start();
    emulate({ chaos: 0.5, scenario: { history: 120, chunkSize: 40, afterwards: [{ do: "echo", count: 3 }] } });
    const [bakery, florist, unknown] = [emulator.signUp(), emulator.signUp(), emulator.signUp()];
    const answers = [await register("bakery", bakery), await register("florist", florist)];
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect((await register("thief", bakery, "another")).status).toBe(401);
    expect((await register("", bakery)).status).toBe(400);
    await Promise.all([bakery, florist, unknown].map(onboardAtMeta));
    await emulator.settled();
    everythingIsAccepted();
    await vi.waitFor(() => {
      expect(["bakery", "florist", ""].map(countOf)).toEqual([123, 123, 123]);
    }, patience);
    expect(lines("bakery history")).toBeGreaterThanOrEqual(120);
    expect(lines("set aside: echo outbound")).toBe(3);

    expect((await register("dentist", unknown)).status).toBe(204);
    expect(["dentist", ""].map(countOf)).toEqual([123, 0]);
    await emulator.play(unknown.phoneNumberId, [{ do: "echo" }]);
    await vi.waitFor(() => expect(countOf("dentist")).toBe(124), patience);
  });

  it("goes on for the others when one tenant disconnects", async () => {
    await start();
    emulate({ scenario: { history: 20, afterwards: [] } });
    const [bakery, florist] = [emulator.signUp(), emulator.signUp()];
    for (const [tenant, signUp] of [["bakery", bakery] as const, ["florist", florist] as const]) {
      await register(tenant, signUp);
      await onboardAtMeta(signUp);
    }
    await emulator.play(bakery.phoneNumberId, [{ do: "disconnect" }]);
    await emulator.play(florist.phoneNumberId, [{ do: "echo" }]);
    await emulator.settled();
    await vi.waitFor(() => {
      expect(lines("bakery account disconnected")).toBe(1);
      expect(["bakery", "florist"].map(countOf)).toEqual([20, 21]);
    }, patience);
    expect(lines("florist account")).toBe(0);
    const connected = read("SELECT tenant FROM numbers WHERE is_connected = 1");
    expect(connected).toEqual([{ tenant: "florist" }]);
    expect(await example.end()).toEqual([0, null]);
  });
});

describe("the example for partners of 360dialog", () => {
  const origin = "https://partner.example.com";
  const scenario = { history: 120, chunkSize: 40, afterwards: [{ do: "echo", count: 3 }] } as const;
  let url: string;

  /** The emulator first: the example calls it when it starts. */
  const start = async (options: EmulatorOptions) => {
    const port = String(await freePort());
    emulator = new Emulator({ speed: 100, scenario, tunnels: { [origin]: `http://127.0.0.1:${port}` }, ...options });
    url = await emulator.listen();
    const { id, apiKey, platformSecret } = emulatorDefaults.partner;
    Object.assign(environment, {
      ...{
        PARTNER_ID: id,
        PARTNER_API_KEY: apiKey,
        PLATFORM_SECRET: platformSecret,
        WEBHOOK_TOKEN: "a long random value",
      },
      ...{ PUBLIC_URL: origin, HUB_URL: `${url}/api/v2`, MESSAGING_URL: url, PORT: port },
    });
    example = await startExample("dialog360-partner", environment);
  };
  const messages = () => read("SELECT phone_number_id, count(*) AS count FROM messages GROUP BY phone_number_id");
  const synchronizations = () => emulator.requests.filter(({ path }) => path === "/synchronization");

  it("onboards every number when it is live, and has its history and its echoes", async () => {
    await start({ chaos: 0.5 });
    const numbers = [emulator.signUp({ provider: "360dialog" }), emulator.signUp({ provider: "360dialog" })];
    await vi.waitFor(() => {
      expect(messages()).toEqual(numbers.map(({ phoneNumberId }) => ({ phone_number_id: phoneNumberId, count: 123 })));
    }, patience);
    await emulator.settled();
    everythingIsAccepted();
    expect(lines("onboarded:")).toBe(2);
    expect(lines("synchronization of history complete 100")).toBeGreaterThanOrEqual(2);
    expect(synchronizations().map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await example.end()).toEqual([0, null]);
  });

  it("goes on where it was killed, and asks for nothing twice", async () => {
    await start({ pace: 1_000 });
    emulator.signUp({ provider: "360dialog" });
    await vi.waitFor(() => expect(synchronizations().length).toBeGreaterThan(0), { ...patience, interval: 1 });
    example.kill();
    example = await startExample("dialog360-partner", environment);
    await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 123 }]), patience);
    await emulator.settled();
    everythingIsAccepted();
    expect(synchronizations().filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it("notices who left, and onboards it anew when it comes back", async () => {
    await start({});
    const { phoneNumberId, displayPhoneNumber } = emulator.signUp({ provider: "360dialog" });
    await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 123 }]), patience);
    await emulator.settled();
    await emulator.play(phoneNumberId, [{ do: "disconnect" }]);
    expect(await example.end()).toEqual([0, null]);
    example = await startExample("dialog360-partner", environment);
    expect(lines("left:")).toBe(1);
    emulator.signUp({ provider: "360dialog", number: displayPhoneNumber });
    await vi.waitFor(() => expect(lines("onboarded:")).toBe(1), patience);
    await emulator.settled();
    expect(synchronizations().map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 246 }]), patience);
  });
});
