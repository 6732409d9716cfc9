import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  Dialog360Client,
  type Dialog360Onboarding,
  type Dialog360OnboardingState,
  Dialog360PartnerClient,
  onboardDialog360,
  PreconditionError,
  SyncWindowClosedError,
} from "../../src/client/index.ts";
import { type Coexistence, type CoexistenceEvent, createCoexistence } from "../../src/index.ts";
import { nodeMount } from "../../src/node/index.ts";
import { type Dialog360SignUp, Emulator, type EmulatorOptions, emulatorDefaults } from "../../src/testing/index.ts";

const { id: partnerId, apiKey, platformSecret } = emulatorDefaults.partner;
const webhook = { url: "https://bakery.example.com/number", headers: { authorization: "a token of these tests" } };

let coexistence: Coexistence;
let mount: RequestListener;
let server: Server;
let events: CoexistenceEvent[];
/** The paths that webhooks came to, one after the other. */
let paths: (string | undefined)[];
let emulator: Emulator;
let url: string;
let hub: Dialog360PartnerClient;

beforeEach(async () => {
  receive();
  server = createServer((request, response) => mount(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  await emulator.close();
  server.close();
  server.closeAllConnections();
  await coexistence.close();
});

/** Receives from now on, as a process that was just started. */
function receive(): void {
  events = [];
  paths = [];
  coexistence = createCoexistence({ platformSecret, webhookHeaders: webhook.headers, logger: false });
  coexistence.onAny((event) => void events.push(event));
  const answer = nodeMount(coexistence);
  mount = (request, response) => {
    paths.push(request.url);
    return answer(request, response);
  };
}

/** An emulator that listens, whose partner's address leads to the receiver. */
async function emulate({ partner, ...options }: EmulatorOptions = {}): Promise<void> {
  const { port } = server.address() as AddressInfo;
  emulator = new Emulator({
    partner: { webhookUrl: "https://bakery.example.com/partner", ...partner },
    tunnels: { "https://bakery.example.com": `http://127.0.0.1:${port}` },
    scenario: { history: 300, chunkSize: 50 },
    ...options,
  });
  url = await emulator.listen();
  hub = new Dialog360PartnerClient({ partnerId, apiKey, baseUrl: `${url}/api/v2` });
}

interface Stored {
  state?: Dialog360OnboardingState;
}

async function onboard(
  { channels }: Pick<Dialog360SignUp, "channels">,
  stored: Stored = {},
): Promise<Dialog360Onboarding> {
  return onboardDialog360({
    partner: hub,
    channelId: channels[0],
    load: () => stored.state,
    save: (state) => {
      stored.state = state;
      return true;
    },
    webhook,
    messaging: { baseUrl: url },
  });
}

const of = <Type extends CoexistenceEvent["type"]>(type: Type) =>
  events.filter((event): event is Extract<CoexistenceEvent, { type: Type }> => event.type === type);
const idsOfHistory = () =>
  of("history").flatMap(({ threads }) => threads.flatMap(({ messages }) => messages.map(({ message }) => message.id)));
const chat = () => [...of("message"), ...of("echo")].map(({ message }) => message.id).sort();
const states = () => new Set(emulator.deliveries.map(({ state }) => state));

describe("a number at the emulator's 360dialog", () => {
  it("is onboarded, and everything its scenario holds arrives once, at the partner's address and at its own", async () => {
    await emulate({ concurrency: 1 });
    const signUp = emulator.signUp({ provider: "360dialog" });
    const { contacts, history, client, wabaId, clientId } = await onboard(signUp);
    expect([contacts.status, history.status, wabaId, clientId]).toEqual(["done", "done", signUp.wabaId, signUp.client]);
    await emulator.settled();

    expect(of("partner").map(({ event }) => event)).toEqual([
      ...["client_created", "channel_created", "channel_ready", "channel_running", "channel_live"],
    ]);
    const ids = idsOfHistory();
    expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
    expect(of("contacts").flatMap((event) => event.contacts).length).toBeGreaterThan(12);
    expect(of("history").map(({ progress }) => progress)).toContain(100);
    for (const type of ["message", "echo", "status", "history.media"] as const) {
      expect(of(type).length, type).toBeGreaterThan(0);
    }
    const sentMessages = emulator.deliveries.reduce((sum, { messages }) => sum + messages, 0);
    expect(ids.length + chat().length).toBe(sentMessages);
    expect(of("unknown")).toEqual([]);
    expect(new Set(events.map(({ provider }) => provider))).toEqual(new Set(["360dialog"]));
    expect([...new Set(paths)].sort()).toEqual(["/number", "/partner"]);
    expect(states()).toEqual(new Set(["accepted"]));

    const picture = of("history.media").find(({ message }) => message.type === "image")?.message;
    const mediaId = picture?.type === "image" ? picture.image.id : undefined;
    expect((await client.media.download(mediaId ?? "")).bytes.length).toBeGreaterThan(500);
  });

  it("sends the same out of order, twice and over broken connections, and it arrives once all the same", async () => {
    const play = async (chaos: number) => {
      receive();
      await emulate({ chaos, speed: 1_000 });
      await onboard(emulator.signUp({ provider: "360dialog" }));
      await emulator.settled();
      return { history: idsOfHistory().sort(), chat: chat() };
    };
    const tidy = await play(0);
    await emulator.close();
    await coexistence.close();
    expect(await play(0.8)).toEqual(tidy);
    expect(emulator.deliveries.some(({ isRepeated }) => isRepeated)).toBe(true);
    expect(states()).toEqual(new Set(["accepted"]));
  });

  it("is synchronized once: who asks again is told so, and gets nothing", async () => {
    await emulate();
    const signUp = emulator.signUp({ provider: "360dialog" });
    const stored: Stored = {};
    await onboard(signUp, stored);
    await emulator.settled();
    const before = emulator.deliveries.length;
    await expect(onboard(signUp)).rejects.toMatchObject({ field: "revokeEarlierKeys" });
    const again = await onboard(signUp, stored);
    expect(again.history.status).toBe("done");
    const { contacts, history } = await onboardDialog360({
      ...{ partner: hub, channelId: signUp.channels[0], apiKey: again.apiKey, webhook },
      ...{ messaging: { baseUrl: url }, save: () => true },
    });
    expect([contacts.status, history.status]).toEqual(["already_done", "already_done"]);
    await emulator.settled();
    expect(emulator.deliveries.length).toBe(before);
  });

  it("is not synchronized once its 24 hours are over", async () => {
    await emulate({ speed: 1_000_000 });
    const signUp = emulator.signUp({ provider: "360dialog" });
    await new Promise((resolve) => setTimeout(resolve, 100)); // 28 hours
    await expect(onboard(signUp)).rejects.toBeInstanceOf(SyncWindowClosedError);
    await emulator.settled();
    expect(of("history")).toEqual([]);
  });

  it("is not onboarded while its partner has no address, because the history would be lost", async () => {
    await emulate();
    const unreachable = new Emulator({ scenario: { history: 10, afterwards: [{ do: "echo" }] } });
    const messaging = { baseUrl: await unreachable.listen() };
    const partner = new Dialog360PartnerClient({ partnerId, apiKey, baseUrl: `${messaging.baseUrl}/api/v2` });
    const { channels } = unreachable.signUp({ provider: "360dialog" });
    const onboarding = onboardDialog360({ partner, channelId: channels[0], webhook, messaging, save: () => true });
    await expect(onboarding).rejects.toBeInstanceOf(PreconditionError);

    // Without those checks it is lost indeed.
    const { api_key } = await partner.apiKeys.mint(channels[0] ?? "");
    await new Dialog360Client({ apiKey: api_key, ...messaging }).requestSync("history");
    await unreachable.settled();
    expect(unreachable.deliveries.map(({ about }) => about)).toContain("history");
    expect(new Set(unreachable.deliveries.map(({ state }) => state))).toEqual(new Set(["dropped"]));
    await unreachable.close();
  });

  it("is found out by its channel when it left, and comes back with a history of its own", async () => {
    await emulate({ scenario: { history: 40, afterwards: [{ do: "echo" }] }, concurrency: 1 });
    const signUp = emulator.signUp({ provider: "360dialog" });
    const { client } = await onboard(signUp);
    await emulator.settled();
    await emulator.play(signUp.phoneNumberId, [{ do: "disconnect" }, { do: "message" }]);
    await emulator.settled();
    const [channelId = ""] = signUp.channels;
    expect((await hub.channels.get(channelId))?.is_on_biz_app).toBe(false);
    await expect(client.healthStatus()).rejects.toMatchObject({ providerCode: 100 });
    // Nothing says that it forwards account_update.
    expect(of("account")).toEqual([]);
    expect(of("message")).toEqual([]);

    const first = idsOfHistory();
    const [echo] = of("echo");
    events.length = 0;
    const back = emulator.signUp({ provider: "360dialog", number: signUp.displayPhoneNumber });
    expect(back.channels).toEqual(signUp.channels);
    await expect(client.healthStatus()).rejects.toMatchObject({ status: 401 });
    await onboard(back);
    await emulator.settled();
    expect(of("partner").map(({ event }) => event)).toEqual(["channel_ready", "channel_running", "channel_live"]);
    // What was there before, with the ids it had, the echo and the message that nothing told of, and what happens next.
    expect(idsOfHistory()).toEqual(expect.arrayContaining([...first, echo?.message.id]));
    expect([idsOfHistory().length, of("echo").length]).toEqual([42, 1]);
    const places = of("history").map(({ phase, chunkOrder, progress }) => [phase, chunkOrder, progress]);
    expect(places).toEqual([
      [0, 1, 4],
      [0, 2, 23],
      [1, 1, 71],
      [2, 1, 100],
    ]);
  });

  it("is told of in events whose ids come neither again in its next sign-up nor from another emulator", async () => {
    const play = async () => {
      await emulate({ scenario: { history: 0, afterwards: [] } });
      const { displayPhoneNumber: number, phoneNumberId } = emulator.signUp({ provider: "360dialog" });
      await emulator.settled();
      for (let life = 0; life < 2; life += 1) {
        await emulator.play(phoneNumberId, [{ do: "disconnect" }]);
        emulator.signUp({ number });
        await emulator.settled();
      }
    };
    await play();
    await emulator.close();
    await play();
    // What has an id that was there before is dropped by the receiver.
    expect(of("partner")).toHaveLength(2 * (5 + 3 + 3));
  });

  it("sends its messages to a further destination as well, once its own address took them", async () => {
    await emulate({ scenario: { history: "nothing", afterwards: [] } });
    const signUp = emulator.signUp({ provider: "360dialog" });
    const { client } = await onboard(signUp);
    await emulator.settled();
    const destination = { name: "crm", url: "https://bakery.example.com/crm", headers: webhook.headers };
    await client.multiWebhooks.set({ enabled: true, destinations: [destination] });
    const answer = mount;
    mount = (request, response) => {
      mount = answer;
      paths.push(request.url);
      response.writeHead(503).end();
    };
    paths = [];
    await emulator.play(signUp.phoneNumberId, [{ do: "echo" }]);
    await emulator.settled();
    expect(paths).toEqual(["/number", "/number", "/crm"]);
    expect(of("echo")).toHaveLength(1);
  });

  it("may have signed up at Meta and be shared", async () => {
    await emulate();
    const { wabaId, phoneNumberId } = emulator.signUp();
    const customer = { name: "Corner Bakery", email: "bakery@example.com", userName: "Kim Doe" };
    const { id: clientId } = await hub.accountSharing.createClient(customer);
    await hub.accountSharing.shareNumber({ solutionId: "600000000000006", wabaId, clientId });
    await emulator.settled();
    const [live] = of("partner").filter(({ event }) => event === "channel_live");
    const [channel] = await hub.channels.list({ filters: { client_id: clientId } });
    expect(live?.data).toMatchObject({ id: channel?.id });
    await onboard({ channels: [channel?.id ?? ""] });
    await emulator.settled();
    expect(idsOfHistory()).toHaveLength(300);
    expect(of("history")[0]?.phoneNumberId).toBe(phoneNumberId);
  });
});
