import ky from "ky";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CoexistenceError, Dialog360Client, Dialog360PartnerClient, MetaClient } from "../../src/client/index.ts";
import { json, refuse } from "../servers/replies.ts";
import { type ScriptedServer, startServer } from "../servers/scripted-server.ts";
import { calls, createClients, namesOfCalls } from "./client-canaries/calls.ts";
import { canaries, canariesIn, given, received } from "./client-canaries/canaries.ts";
import { type Fault, faults } from "./client-canaries/faults.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const options = { longestWait: 1, maxAttempts: 2 };

/** Calls that make two requests. */
const inTwoSteps = /\.(download|add|mint)$/;

/** What a first step may be answered, so that the fault comes at the second. */
const firstStep = (): object => ({
  id: "1",
  url: `${server.url}${received.mediaPath}`,
  mime_type: "image/jpeg",
  data: [],
  api_keys: [],
});

/** The errors a call ends with when a fault comes at its first request, and at its second. */
async function errorsOf(name: string, { reply, options: more, callOptions }: Fault): Promise<unknown[]> {
  const errors: unknown[] = [];
  const call = calls[name] as (typeof calls)[string];
  for (const step of inTwoSteps.test(name) ? [0, 1] : [0]) {
    const { host } = new URL(server.url);
    const fault = reply ?? json({});
    server.reply((_, index) => (index < step ? json(firstStep()) : fault));
    const clients = createClients(server.url, { ...options, ...more });
    const allowed = { allowedHosts: [host, ".whatsapp.net"], ...callOptions?.() };
    errors.push(
      ...(await call(clients, allowed).then(
        () => [],
        (error) => [error],
      )),
    );
  }
  return errors;
}

describe("the canaries", () => {
  it("are many, and each is one of its own", () => {
    expect(new Set(canaries).size).toBe(canaries.length);
    expect(canaries.length).toBeGreaterThanOrEqual(48);
  });

  it("go through every call there is", () => {
    const clients = createClients(server.url, options);
    expect(Object.keys(calls).sort()).toEqual(namesOfCalls(clients));
  });

  it("are sent: the server sees them all", async () => {
    server.requests.length = 0;
    server.reply(json(firstStep()), json({}));
    const clients = createClients(server.url, options);
    for (const call of Object.values(calls)) await call(clients, { allowedHosts: [] }).catch(() => undefined);
    const sent = server.requests.map((request) => JSON.stringify(request)).join("\n");
    const { reason: _, ...others } = given;
    const missing = Object.entries(others).filter(
      ([, value]) =>
        ![value, encodeURIComponent(value), new URLSearchParams({ value }).toString().slice(6)].some((form) =>
          sent.includes(form),
        ),
    );
    expect(missing).toEqual([]);
  });
});

describe.each(Object.keys(calls))("%s", (name) => {
  it("shows no secret, number or text, whatever goes wrong", async () => {
    const leaks: unknown[] = [];
    let failures = 0;
    for (const fault of faults) {
      for (const error of await errorsOf(name, fault)) {
        failures += 1;
        if (!(error instanceof CoexistenceError)) leaks.push([fault.name, "an error of somebody else's"]);
        const found = canariesIn(error);
        if (found.length > 0) leaks.push([fault.name, found]);
      }
    }
    expect(leaks).toEqual([]);
    expect(failures).toBeGreaterThan(faults.length / 2);
  });
});

describe("a client", () => {
  it.each(["meta", "number", "hub", "bearer"] as const)("shows nothing of what it was given, as %s", async (name) => {
    const client = createClients(server.url, { ...options, fetch: async () => Response.json(firstStep()) })[name];
    expect([canariesIn(client), canariesIn({ ...client }), canariesIn(Object.values(client))]).toEqual([[], [], []]);
  });
});

describe("what is refused before anything is sent", () => {
  const bad = Object.values(given).map((canary) => `${canary}\u0000 ${canary}`);

  it.each(bad)("does not show %j", async (value) => {
    server.requests.length = 0;
    const { meta, number, hub } = createClients(server.url, options);
    const made: (() => unknown)[] = [
      () => new MetaClient({ accessToken: value }),
      () => new MetaClient({ appId: value }),
      () => new MetaClient({ appSecret: value }),
      () => new MetaClient({ baseUrl: value }),
      () => new MetaClient({ baseUrl: `https://${value}@example.com?${value}` }),
      () => new MetaClient({ graphVersion: value }),
      () => new Dialog360Client({ apiKey: value }),
      () => new Dialog360PartnerClient({ partnerId: value, apiKey: value }),
      () => meta.exchangeCode(value),
      () => meta.debugToken(value),
      () => meta.requestSync(value, "history"),
      () => meta.requestSync("1", value as "history"),
      () => meta.phoneNumbers.get(value),
      () => meta.phoneNumbers.list(value),
      () => meta.phoneNumbers.setCallback("1", { callbackUrl: `https://${value}`, verifyToken: "x" }),
      () => meta.media.download(value),
      () => meta.media.download("1", { allowedHosts: [value] }),
      () => meta.webhookSubscription.remove([value]),
      () => number.webhooks.set({ url: `https://localhost/${value}` }),
      () => number.webhooks.set({ url: "https://example.com", headers: { authorization: value } }),
      () => hub.channels.get(value),
      () => hub.clients.findByEmail(value),
      () => hub.accountSharing.shareNumber({ solutionId: value, wabaId: value, clientId: value }),
    ];
    for (const make of made) {
      const error = await Promise.resolve()
        .then(make)
        .then(
          () => "nothing was refused",
          (reason: unknown) => reason,
        );
      expect(error).toBeInstanceOf(CoexistenceError);
      expect([make.toString(), canariesIn(error)]).toEqual([make.toString(), []]);
    }
    expect(server.requests).toEqual([]);
  });
});

describe("a client without this care", () => {
  it("shows them, so the search is not blind", async () => {
    server.reply(refuse(190, { status: 401, message: received.message }));
    const url = `${server.url}/oauth/access_token?client_secret=${given.appSecret}&code=${given.code}`;
    const headers = { authorization: `Bearer ${given.accessToken}` };
    const error = await ky(url, { headers, retry: 0 }).catch((reason: unknown) => reason);
    expect(canariesIn(error)).toEqual(expect.arrayContaining([given.appSecret, given.code, given.accessToken]));
  });

  it.each(["message", "cause", "hidden", "json", "symbol", "deep"])("would be found by its %s", (place) => {
    const error = new Error("It failed.");
    const secret = given.appSecret;
    if (place === "message") error.message = secret;
    if (place === "cause") error.cause = new Error("1", { cause: new Error(secret) });
    if (place === "hidden") Object.defineProperty(error, "request", { value: secret, enumerable: false });
    if (place === "json") Object.assign(error, { toJSON: () => secret });
    if (place === "symbol") Object.assign(error, { [Symbol("request")]: secret });
    if (place === "deep") Object.assign(error, { a: { b: { c: { d: { e: [{ f: secret }] } } } } });
    expect(canariesIn(error)).toEqual([secret]);
  });
});
