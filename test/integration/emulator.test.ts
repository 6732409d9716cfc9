import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import {
  InvalidRequestError,
  MetaClient,
  type Onboarding,
  onboard,
  SyncAlreadyRequestedError,
  SyncWindowClosedError,
} from "../../src/client/index.ts";
import { createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { Emulator, type EmulatorOptions, emulatorDefaults, type MetaSignUp } from "../../src/testing/index.ts";

const { appId, appSecret, verifyToken } = emulatorDefaults;

/** What is ended after each test, the last first. */
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** An application that keeps what it gets, by type and id, and counts what it gets twice. */
async function startApplication() {
  const coexistence = createCoexistence({ appSecret, verifyToken, logger: false });
  const messages = new Map<string, string>();
  const events = new Map<string, number>();
  let seenTwice = 0;
  const keep = (id: string, source: string): void => {
    if (messages.has(id)) seenTwice += 1;
    messages.set(id, source);
  };
  coexistence.onAny((event) => {
    events.set(event.type, (events.get(event.type) ?? 0) + 1);
    if (event.type === "message" || event.type === "echo") keep(event.message.id, event.type);
    if (event.type !== "history") return;
    for (const thread of event.threads) for (const { message } of thread.messages) keep(message.id, "history");
  });
  const application = { isDown: false };
  const paths: string[] = [];
  const receive = nodeMount(coexistence);
  const server = createServer((request, response) => {
    if (request.method === "POST") paths.push(request.url ?? "");
    if (application.isDown) {
      request.resume();
      response.writeHead(503).end();
    } else receive(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  ends.push(() => {
    server.close();
    server.closeAllConnections();
    return coexistence.close();
  });
  return Object.assign(application, { url, paths, messages, events, twice: () => seenTwice });
}

type Application = Awaited<ReturnType<typeof startApplication>>;

/** An emulator over HTTP that knows the application. */
async function startEmulator({ url }: Application, options: EmulatorOptions = {}) {
  const emulator = new Emulator({ callbackUrl: `${url}/webhook`, ...options });
  ends.push(() => emulator.close());
  const meta = new MetaClient({ appId, appSecret, baseUrl: await emulator.listen() });
  const connect = ({ code, wabaId }: Pick<MetaSignUp, "code" | "wabaId">): Promise<Onboarding> =>
    onboard({ meta, code, wabaId, save: () => true });
  return { emulator, meta, connect };
}

const count = (emulator: Emulator, about: string) =>
  emulator.deliveries.filter((delivery) => delivery.about === about && !delivery.isRepeated).length;

describe("an onboarding against the emulator", () => {
  it.each([0, 1])("brings everything the scenario holds exactly once, with a chaos of %d", async (chaos) => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, { chaos, speed: 60, scenario: { history: 600 } });
    await connect(emulator.signUp());
    await emulator.settled();
    expect(emulator.deliveries.filter(({ state }) => state !== "accepted")).toEqual([]);
    const sources = [...application.messages.values()];
    expect(sources.filter((source) => source === "history")).toHaveLength(600);
    const made = emulator.deliveries.filter(({ isRepeated }) => !isRepeated);
    const messages = made.reduce((sum, delivery) => sum + delivery.messages, 0);
    expect([application.messages.size, application.twice()]).toEqual([messages, 0]);
    expect(application.events.get("history.media")).toBe(count(emulator, "media"));
    expect(application.events.get("contacts")).toBe(2);
    expect(application.events.get("status")).toBe(6);
    expect(application.events.has("unknown")).toBe(false);
    const isTidy = emulator.deliveries.every(({ isRepeated, attempts }) => !isRepeated && attempts.length === 1);
    expect(isTidy).toBe(chaos === 0);
  });

  it("is the same traffic with the same seed, and another with another", async () => {
    const play = async (seed: number) => {
      const application = await startApplication();
      const scenario = { seed, history: 200, onboardedAt: new Date("2026-09-01T08:00:00Z") };
      const { emulator, connect } = await startEmulator(application, { scenario, chaos: 0.5, speed: 60 });
      await connect(emulator.signUp());
      await emulator.settled();
      return [...application.messages.keys()].sort();
    };
    const [one, again, other] = [await play(3), await play(3), await play(4)];
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
  });

  it("brings nothing where the business keeps its history to itself but that", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, {
      scenario: { history: "declined", afterwards: [] },
    });
    await connect(emulator.signUp());
    await emulator.settled();
    expect(Object.fromEntries(application.events)).toEqual({ contacts: 1, "history.declined": 1 });
  });

  it("goes on after the receiver was down, with everything", async () => {
    const application = await startApplication();
    application.isDown = true;
    const { emulator, connect } = await startEmulator(application, {
      ...{ scenario: { history: 100, afterwards: [] }, speed: 600 },
    });
    await connect(emulator.signUp());
    await expect.poll(() => emulator.deliveries.some(({ attempts }) => attempts.length > 1)).toBe(true);
    expect(application.messages.size).toBe(0);
    application.isDown = false;
    await emulator.settled();
    expect([application.messages.size, application.twice()]).toEqual([100, 0]);
  });

  it("gives up what is not answered for too long", async () => {
    const application = await startApplication();
    application.isDown = true;
    const scenario = { history: 20, afterwards: [] };
    const { emulator, connect } = await startEmulator(application, { scenario, speed: 600, retriedFor: 10_000 });
    await connect(emulator.signUp());
    await emulator.settled();
    expect(new Set(emulator.deliveries.map(({ state }) => state))).toEqual(new Set(["dropped"]));
    expect(emulator.deliveries[0]?.attempts.map(({ status }) => status)).toContain(503);
  });
});

describe("what can be lost", () => {
  const scenario = { history: 20, afterwards: [] };

  it("is a synchronization that was asked for before the app was subscribed", async () => {
    const application = await startApplication();
    const { emulator, meta } = await startEmulator(application, { scenario });
    const { code, phoneNumberId, wabaId } = emulator.signUp();
    const customer = meta.withAccessToken((await meta.exchangeCode(code)).access_token);
    await customer.requestSync(phoneNumberId, "history");
    await emulator.settled();
    expect(emulator.deliveries.length).toBeGreaterThan(0);
    expect(emulator.deliveries.every(({ state, attempts }) => state === "dropped" && attempts.length === 0)).toBe(true);
    await customer.subscribedApps.subscribe(wabaId);
    await expect(customer.requestSync(phoneNumberId, "history")).rejects.toBeInstanceOf(SyncAlreadyRequestedError);
    expect(application.messages.size).toBe(0);
  });

  it("is what the app has no field for", async () => {
    const application = await startApplication();
    const fields = ["messages", "history", "smb_app_state_sync", "account_update"];
    const { emulator, meta } = await startEmulator(application, { fields, scenario: { history: 20 }, chaos: 1 });
    const { code, wabaId } = emulator.signUp();
    await onboard({ meta, code, wabaId, fields, save: () => true });
    await emulator.settled();
    expect(application.events.has("echo")).toBe(false);
    expect(application.events.get("message")).toBeGreaterThan(0);
  });

  it("is the window of 24 hours", async () => {
    const application = await startApplication();
    const { emulator, meta } = await startEmulator(application, { scenario, speed: 1_000_000 });
    const { code, phoneNumberId } = emulator.signUp();
    const customer = meta.withAccessToken((await meta.exchangeCode(code)).access_token);
    await new Promise((resolve) => setTimeout(resolve, 120));
    await expect(customer.requestSync(phoneNumberId, "contacts")).rejects.toBeInstanceOf(SyncWindowClosedError);
  });
});

describe("webhooks of the emulator", () => {
  it("go to an override, and news of the account to the app", async () => {
    const application = await startApplication();
    const shop = "https://shop.example";
    const { emulator, connect } = await startEmulator(application, {
      ...{ scenario: { history: 0, afterwards: [] }, tunnels: { [shop]: application.url } },
    });
    const { client, phoneNumberId } = await connect(emulator.signUp());
    await emulator.settled();
    application.paths.length = 0;
    await client.phoneNumbers.setCallback(phoneNumberId, { callbackUrl: `${shop}/number`, verifyToken });
    await emulator.play(phoneNumberId, [{ do: "message" }, { do: "offboard" }, { do: "reconnect" }]);
    await emulator.settled();
    expect(application.paths.sort()).toEqual(["/number", "/webhook", "/webhook"]);
  });

  it("end with the disconnection, and begin again with another sign-up", async () => {
    const application = await startApplication();
    const scenario = { history: 50, afterwards: [{ do: "message" }, { do: "disconnect" }, { do: "message" }] } as const;
    const { emulator, connect } = await startEmulator(application, { scenario });
    const signUp = emulator.signUp();
    const { client } = await connect(signUp);
    await emulator.settled();
    expect([application.events.get("message"), application.events.get("account")]).toEqual([1, 1]);
    expect(emulator.businesses[0]).toMatchObject({ isConnected: false, isSubscribed: false });
    await emulator.play(signUp.phoneNumberId, [{ do: "echo" }]);
    await expect(client.requestSync(signUp.phoneNumberId, "history")).rejects.toBeInstanceOf(InvalidRequestError);

    const again = emulator.signUp({ provider: "meta", number: signUp.displayPhoneNumber });
    const { history } = await connect(again);
    await emulator.settled();
    expect([history.status, again.phoneNumberId]).toEqual(["done", signUp.phoneNumberId]);
    // The history is that of before, with its ids, and what happened since, also what was not reported.
    expect(application.messages.size).toBe(50 + 1 + 2 + 1);
    expect(application.twice()).toBeGreaterThan(0);
    expect(application.events.has("echo")).toBe(false);
  });

  it("tell of a disconnection although the number signs up again before that is delivered", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, {
      scenario: { history: 0, afterwards: [] },
      speed: 100,
    });
    const signUp = emulator.signUp();
    await connect(signUp);
    await emulator.settled();
    application.isDown = true;
    await emulator.play(signUp.phoneNumberId, [{ do: "message" }, { do: "disconnect" }]);
    await expect.poll(() => application.paths.length).toBeGreaterThan(2);
    emulator.signUp({ provider: "360dialog", number: signUp.displayPhoneNumber });
    application.isDown = false;
    await emulator.settled();
    expect([application.events.get("message"), application.events.get("account")]).toEqual([1, 1]);
  });

  it("report nothing of a number that is offboarded until it is reconnected", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, { scenario: { history: 0, afterwards: [] } });
    const signUp = emulator.signUp();
    await connect(signUp);
    const silent = [{ do: "message" }, { do: "echo" }, { do: "status" }, { do: "burst", bytes: 8_192 }] as const;
    await emulator.play(signUp.phoneNumberId, [{ do: "offboard" }, ...silent]);
    await emulator.settled();
    expect(emulator.deliveries.map(({ about }) => about)).toEqual(["contacts", "account"]);
    await emulator.play(signUp.phoneNumberId, [{ do: "reconnect" }, { do: "echo" }]);
    await emulator.settled();
    expect([application.events.get("account"), application.events.get("echo")]).toEqual([2, 1]);
    expect([application.events.has("message"), application.events.has("status")]).toEqual([false, false]);
  });

  it("come now, while a scenario waits", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, {
      scenario: { history: 0, afterwards: [{ do: "wait", seconds: 3_600 }, { do: "message" }] },
    });
    const signUp = emulator.signUp();
    await connect(signUp);
    await emulator.play(signUp.phoneNumberId, [{ do: "echo" }, { do: "disconnect" }]);
    // Nobody waits for the hour of a number that left.
    await emulator.settled();
    expect([application.events.get("echo"), application.events.get("account")]).toEqual([1, 1]);
    expect(application.events.has("message")).toBe(false);
  });

  it("keep several businesses apart", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, { scenario: { history: 30, afterwards: [] } });
    const [one, other] = [emulator.signUp(), emulator.signUp({ scenario: { history: 40, afterwards: [] } })];
    await Promise.all([connect(one), connect(other)]);
    await emulator.settled();
    expect([application.messages.size, application.twice()]).toEqual([70, 0]);
    expect(emulator.businesses.map(({ requested }) => requested.length)).toEqual([2, 2]);
  });

  it("bring files that the client downloads", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application);
    const { client } = await connect(emulator.signUp());
    const allowedHosts = [new URL(emulator.url ?? "").host];
    const { bytes, mime_type, file_size } = await client.media.download("300000000000003", { allowedHosts });
    expect([mime_type, file_size]).toEqual(["image/png", bytes.length]);
  });
});

describe("the emulator, without a port", () => {
  it("is a client's fetch", async () => {
    const application = await startApplication();
    const emulator = new Emulator({ callbackUrl: `${application.url}/webhook`, scenario: { history: 10 } });
    ends.push(() => emulator.close());
    const meta = new MetaClient({ appId, appSecret, fetch: emulator.fetch });
    const { code, wabaId } = emulator.signUp();
    const { client } = await onboard({ meta, code, wabaId, save: () => true });
    await emulator.settled();
    expect(application.messages.size).toBeGreaterThan(10);
    expect((await client.media.download("300000000000003")).mime_type).toBe("image/png");
    expect(emulator.requests[0]).toEqual({
      ...{ provider: "meta", method: "POST", path: "/v26.0/oauth/access_token", status: 200 },
    });
  });

  it("listens once, also when it is asked twice at once, and closes what it opened", async () => {
    const emulator = new Emulator();
    const [one, other] = await Promise.allSettled([emulator.listen(), emulator.listen()]);
    expect([one?.status, other?.status]).toEqual(["fulfilled", "rejected"]);
    const url = emulator.url ?? "";
    await Promise.all([emulator.close(), emulator.close()]);
    await expect(fetch(url)).rejects.toThrow();
    expect(emulator.url).toBeUndefined();
  });

  it("closes a port that is about to open", async () => {
    const emulator = new Emulator();
    const listening = emulator.listen();
    await emulator.close();
    await expect(fetch(await listening)).rejects.toThrow();
  });

  it("accepts nothing once it is closed", async () => {
    const emulator = new Emulator();
    const { phoneNumberId } = emulator.signUp();
    await emulator.close();
    for (const path of ["/v26.0/debug_token", "/emulator", "/api/v2/token", "/sdk.js"]) {
      expect((await emulator.fetch(`http://localhost${path}`)).status).toBe(503);
    }
    expect(() => emulator.signUp()).toThrow("closed");
    await expect(emulator.play(phoneNumberId, [{ do: "echo" }])).rejects.toThrow("closed");
    await expect(emulator.listen()).rejects.toThrow("closed");
  });

  it.each([
    [
      "throw",
      () => {
        throw new Error("of the listener");
      },
    ],
    ["reject", () => Promise.reject(new Error("of the listener"))],
  ])("is not disturbed by listeners that %s", async (_, listener) => {
    const warnings: string[] = [];
    const hear = ({ message }: Error) => void warnings.push(message);
    process.on("warning", hear);
    ends.push(() => process.off("warning", hear));
    const emulator = new Emulator({ onRequest: listener, onDelivery: listener });
    const { phoneNumberId } = emulator.signUp();
    expect((await emulator.fetch("http://localhost/v26.0/debug_token")).status).toBe(401);
    await emulator.play(phoneNumberId, [{ do: "echo" }]);
    await emulator.settled();
    expect(emulator.deliveries).toHaveLength(1);
    await expect.poll(() => warnings).toEqual(["of the listener", "of the listener"]);
    await emulator.close();
  });

  it("ends at once when it is closed in the middle of everything", async () => {
    const application = await startApplication();
    application.isDown = true;
    const emulator = new Emulator({ callbackUrl: `${application.url}/webhook`, scenario: { history: 100_000 } });
    const meta = new MetaClient({ appId, appSecret, fetch: emulator.fetch });
    const { code, wabaId, phoneNumberId } = emulator.signUp();
    await onboard({ meta, code, wabaId, save: () => true });
    void emulator.play(phoneNumberId, [{ do: "wait", seconds: 3_600 }]);
    await emulator.close();
    await emulator.settled();
    expect(emulator.deliveries.filter(({ state }) => state === "waiting")).toEqual([]);
  });

  it.each([
    ["chaos", { chaos: 2 }],
    ["speed", { speed: 0 }],
    ["concurrency", { concurrency: 0.5 }],
    ["timeout", { timeout: 0 }],
    ["pace", { pace: -1 }],
    ["callbackUrl", { callbackUrl: "shop" }],
    ["partner.webhookUrl", { partner: { webhookUrl: "ftp://shop.example" } }],
    ["callbackUrl is beyond", { callbackUrl: "https://shop.example/webhook" }],
    ["partner.webhookUrl is beyond", { partner: { webhookUrl: "https://shop.example/webhook" } }],
    ["scenario.history", { scenario: { history: -1 } }],
  ])("refuses what cannot be: %s", (option, options) => {
    expect(() => new Emulator(options)).toThrow(option);
  });

  it("refuses what cannot happen", async () => {
    const emulator = new Emulator();
    const { phoneNumberId } = emulator.signUp();
    // @ts-expect-error: this is no step
    await expect(emulator.play(phoneNumberId, [{ do: "dance" }])).rejects.toThrow("steps[0].do");
    await expect(emulator.play("200000000000999", [])).rejects.toThrow("phoneNumberId");
    expect(() => emulator.signUp({ number: "one" })).toThrow("number");
    expect(emulator.businesses).toHaveLength(1);
    await emulator.close();
  });
});

describe("a message that is sent through the API", () => {
  const send = (url: string | undefined, signUp: MetaSignUp, token: string, body: object): Promise<Response> =>
    fetch(`${url}/v25.0/${signUp.phoneNumberId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const text = { messaging_product: "whatsapp", to: "+1 555-000-2222", type: "text", text: { body: "Until six." } };

  it("gets an id, under which its statuses arrive", async () => {
    const application = await startApplication();
    const { emulator, connect } = await startEmulator(application, { scenario: { history: 0, afterwards: [] } });
    const signUp = emulator.signUp();
    const { accessToken } = await connect(signUp);
    const answer = await send(emulator.url, signUp, accessToken, text);
    expect(await answer.json()).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: "+1 555-000-2222", wa_id: "15550002222" }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    await emulator.settled();
    expect(application.events.get("status")).toBe(3);
  });

  it("is refused as Graph does where something is missing", async () => {
    const { emulator, connect } = await startEmulator(await startApplication());
    const signUp = emulator.signUp();
    const { accessToken } = await connect(signUp);
    for (const name of ["messaging_product", "to", "text"]) {
      const answer = await send(emulator.url, signUp, accessToken, { ...text, [name]: undefined });
      const { error } = (await answer.json()) as { error: { code: number; message: string } };
      expect([answer.status, error.code, error.message.includes(name)]).toEqual([400, 100, true]);
    }
    expect((await send(emulator.url, signUp, "another-token", text)).status).toBe(401);
  });

  it("can be marked as read", async () => {
    const { emulator, connect } = await startEmulator(await startApplication());
    const signUp = emulator.signUp();
    const { accessToken } = await connect(signUp);
    const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" };
    expect(await (await send(emulator.url, signUp, accessToken, read)).json()).toEqual({ success: true });
  });
});
