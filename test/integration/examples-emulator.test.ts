import Database from "libsql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Dialog360PartnerClient, MetaClient, onboard } from "../../src/client/index.ts";
import {
  type AccountUpdateChange,
  accountOffboardedChange,
  accountReconnectedChange,
  accountRemovedChange,
  type BusinessNumber,
  Emulator,
  type EmulatorOptions,
  emulatorDefaults,
  everydayLife,
  exampleNumber,
  type MetaSignUp,
  metaWebhook,
  numberRemovedChange,
  signedInit,
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
  const database = new Database(environment["DATABASE"] ?? "", { timeout: 5_000 });
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
  const put = (phoneNumberId: string, body: string, secret = token) =>
    fetch(`${example.url}/numbers/${phoneNumberId}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${secret}` },
      body,
    });
  const register = (
    tenant: string,
    { phoneNumberId, wabaId, displayPhoneNumber }: BusinessNumber,
    { connectedAt = today, secret = token } = {},
  ) => put(phoneNumberId, JSON.stringify({ tenant, wabaId, displayPhoneNumber, connectedAt }), secret);
  const today = new Date().toISOString();
  const statuses = () =>
    Object.fromEntries(read("SELECT tenant, status FROM numbers").map(({ tenant, status }) => [tenant, status]));
  const countOf = (tenant: string): unknown =>
    read("SELECT count(*) AS count FROM messages WHERE tenant = ?", tenant)[0]?.["count"];

  it("keeps the messages of each tenant apart, and sets aside what is nobody's until it is somebody's", async () => {
    await start();
    emulate({ chaos: 0.5, scenario: { history: 120, chunkSize: 40, afterwards: [{ do: "echo", count: 3 }] } });
    const [bakery, florist, unknown] = [emulator.signUp(), emulator.signUp(), emulator.signUp()];
    const answers = [await register("bakery", bakery), await register("florist", florist)];
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect((await register("thief", bakery, { secret: "another" })).status).toBe(401);
    expect((await register("", bakery)).status).toBe(400);
    expect((await register("bakery", bakery, { connectedAt: "soon" })).status).toBe(400);
    expect((await put(bakery.phoneNumberId, "no JSON")).status).toBe(400);
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
    expect(statuses()).toEqual({ bakery: "disconnected", florist: "connected" });
    expect(await example.end("SIGINT")).toEqual([0, null]);
  });

  it("knows of a disconnection that came before the number was registered", async () => {
    await start();
    emulate({ scenario: { history: 20, afterwards: [{ do: "disconnect" }] } });
    const bakery = emulator.signUp();
    await onboardAtMeta(bakery);
    await emulator.settled();
    await vi.waitFor(() => expect(read("SELECT * FROM account_events")).toHaveLength(1), patience);
    await register("bakery", bakery);
    expect(statuses()).toEqual({ bakery: "disconnected" });
  });

  const bakery = exampleNumber;
  /** Tells the example at once what happened at an hour of a day of the past. */
  const tell = async (change: AccountUpdateChange, hour: number, entryId?: string) => {
    const before = read("SELECT * FROM account_events").length;
    const time = Date.parse("2026-03-02T00:00:00Z") / 1000 + hour * 3600;
    const webhook = metaWebhook(change, { time, ...(entryId === undefined ? {} : { entryId }) });
    const { status } = await fetch(`${example.url}/webhook`, signedInit(webhook, { appSecret }));
    expect(status).toBe(200);
    await vi.waitFor(() => expect(read("SELECT * FROM account_events")).toHaveLength(before + 1), patience);
  };
  const at = (hour: number) => ({ connectedAt: new Date(Date.UTC(2026, 2, 2, hour)).toISOString() });

  it("does not disconnect who is back for what happened before, however late it is told", async () => {
    await start();
    await register("bakery", bakery, at(8));
    await tell(numberRemovedChange({ reason: "CHANGE_NUMBER" }), 9);
    expect(statuses()).toEqual({ bakery: "disconnected" });
    await register("bakery", bakery, at(10));
    expect(statuses()).toEqual({ bakery: "connected" });
    await tell(accountRemovedChange(), 9, "400000000000004");
    expect(statuses()).toEqual({ bakery: "connected" });
    await tell(accountRemovedChange(), 11, "400000000000004");
    expect(statuses()).toEqual({ bakery: "disconnected" });
  });

  it("ends a pause, in whatever order it is told, and no disconnection, when the account is reconnected", async () => {
    await start();
    await register("bakery", bakery, at(8));
    await tell(accountOffboardedChange(), 9);
    expect(statuses()).toEqual({ bakery: "paused" });
    await tell(accountReconnectedChange(), 11);
    expect(statuses()).toEqual({ bakery: "connected" });
    await tell(accountOffboardedChange(), 10);
    expect(statuses()).toEqual({ bakery: "connected" });
    await tell(numberRemovedChange(), 12);
    await tell(accountReconnectedChange(), 13);
    expect(statuses()).toEqual({ bakery: "disconnected" });
  });

  it("disconnects none of several numbers that an event does not name, and says that they are to be checked", async () => {
    await start();
    const branch = { ...bakery, phoneNumberId: "200000000000009", displayPhoneNumber: "15550009999" };
    await register("bakery", bakery, at(8));
    await register("branch", branch, at(8));
    await tell(accountRemovedChange(), 9, "400000000000004");
    expect(statuses()).toEqual({ bakery: "to check", branch: "to check" });
    await register("branch", branch, at(10));
    await tell(numberRemovedChange(), 11);
    expect(statuses()).toEqual({ bakery: "disconnected", branch: "connected" });
    await tell(accountOffboardedChange(), 12);
    expect(statuses()).toEqual({ bakery: "disconnected", branch: "paused" });
  });

  it("answers 500 and goes on where its database fails", async () => {
    await start();
    const database = new Database(environment["DATABASE"] ?? "", { timeout: 5_000 });
    database.exec("DROP TABLE numbers");
    database.close();
    expect((await register("bakery", bakery)).status).toBe(500);
    expect((await fetch(example.url)).status).toBe(404);
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
    expect(await example.end("SIGINT")).toEqual([0, null]);
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

  it("onboards anew who is back before anybody noticed that it left", async () => {
    await start({});
    const { phoneNumberId, displayPhoneNumber } = emulator.signUp({ provider: "360dialog" });
    for (const signUps of [1, 2, 3]) {
      // The history of who returns holds the messages of before under their ids, and then come three new ones.
      await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 120 + 3 * signUps }]), patience);
      await emulator.settled();
      expect(lines("onboarded:")).toBe(signUps);
      expect(synchronizations().map(({ status }) => status)).toEqual(Array(2 * signUps).fill(200));
      await emulator.play(phoneNumberId, [{ do: "disconnect" }]);
      if (signUps < 3) emulator.signUp({ provider: "360dialog", number: displayPhoneNumber });
    }
    expect(lines("left:")).toBe(0);
  });

  it("onboards anew who left and came back while it was being onboarded", async () => {
    await start({ pace: 1_000 });
    const { phoneNumberId, displayPhoneNumber } = emulator.signUp({ provider: "360dialog" });
    await vi.waitFor(() => expect(synchronizations().length).toBeGreaterThan(0), { ...patience, interval: 1 });
    example.kill();
    const before = synchronizations().length;
    await emulator.play(phoneNumberId, [{ do: "disconnect" }]);
    emulator.signUp({ provider: "360dialog", number: displayPhoneNumber });
    example = await startExample("dialog360-partner", environment);
    await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 123 }]), patience);
    await emulator.settled();
    const after = synchronizations().slice(before);
    expect(after.filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it("makes another key where its own ended before the onboarding did", async () => {
    await start({ pace: 1_000 });
    const { channels } = emulator.signUp({ provider: "360dialog" });
    await vi.waitFor(() => expect(synchronizations().length).toBeGreaterThan(0), { ...patience, interval: 1 });
    example.kill();
    const { id: partnerId, apiKey } = emulatorDefaults.partner;
    const partner = new Dialog360PartnerClient({ partnerId, apiKey, fetch: emulator.fetch });
    await partner.apiKeys.mint(channels[0] ?? "", { revokeEarlierKeys: true });
    example = await startExample("dialog360-partner", environment);
    await vi.waitFor(() => expect(lines("onboarded:")).toBe(1), patience);
    await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 123 }]), patience);
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
    await vi.waitFor(() => expect(messages()).toMatchObject([{ count: 126 }]), patience);
  });
});
