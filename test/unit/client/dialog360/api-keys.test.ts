import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Dialog360PartnerClient } from "../../../../src/client/index.ts";
import { body, json, type Reply } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { type Clients, clientsOf } from "./calls.ts";

let server: ScriptedServer;
let clients: Clients;
beforeAll(async () => {
  server = await startServer();
  clients = clientsOf(server.url);
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const minted = json({ id: "NewAK", api_key: "a-new-key" }, { status: 201 });
const listing = (reply: Reply): void => server.reply(({ method }) => (method === "GET" ? reply : minted));
const methods = (): string[] => server.requests.map(({ method }) => method);

describe("a key is minted", () => {
  test.each([
    ["a list of none", json({ api_keys: [] })],
    ["none, without a list around it", json([])],
  ])("after the hub listed %s", async (_, reply) => {
    listing(reply);
    await expect(clients.hub.apiKeys.mint("InventCH")).resolves.toEqual({ id: "NewAK", api_key: "a-new-key" });
    expect(methods()).toEqual(["GET", "POST"]);
  });

  test("without a look at others where the caller says that they may go", async () => {
    listing(json({ api_keys: [{ id: "OldAK" }] }));
    await clients.hub.apiKeys.mint("InventCH", { revokeEarlierKeys: true });
    expect(methods()).toEqual(["POST"]);
  });
});

test("a key that is made has the whole time of the call, however long the look at others took", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const slow: typeof globalThis.fetch = async (input) => {
      vi.advanceTimersByTime(20_000);
      return (input as Request).method === "GET" ? Response.json([]) : Response.json({ api_key: "a-new-key" });
    };
    const options = { partnerId: "InventPA", apiKey: "invented", timeout: 30_000, attemptTimeout: 30_000, fetch: slow };
    const hub = new Dialog360PartnerClient(options);
    await expect(hub.apiKeys.mint("InventCH")).resolves.toEqual({ api_key: "a-new-key" });
  } finally {
    vi.useRealTimers();
  }
});

describe("no key is minted", () => {
  test.each<[string, Reply]>([
    ["there is one", json({ api_keys: [{ id: "OldAK" }] })],
    ["there is one of which nothing is known", json([{}])],
    ["keys are not listed", json({ meta: { success: false, http_code: 404 } }, { status: 404 })],
    ["listing is not allowed as a method", body("", { status: 405 })],
    ["the list is none", json({ count: 0 })],
  ])("where %s, unless the caller says that it may go", async (_, reply) => {
    listing(reply);
    for (const revokeEarlierKeys of [undefined, false, 1 as unknown as boolean]) {
      await expect(clients.hub.apiKeys.mint("InventCH", { revokeEarlierKeys })).rejects.toMatchObject({
        code: "invalid_input",
        field: "revokeEarlierKeys",
      });
    }
    expect(methods()).toEqual(["GET", "GET", "GET"]);
  });

  test.each([
    [401, "token_expired"],
    [403, "permission_denied"],
    [429, "rate_limited"],
    [500, "temporary_failure"],
  ])("where listing is answered with %i", async (status, code) => {
    listing(json({ meta: { success: false, http_code: status } }, { status }));
    await expect(clients.hub.apiKeys.mint("InventCH")).rejects.toMatchObject({ code, method: "GET" });
    expect(methods()).toEqual(["GET"]);
  });

  test("for what is no channel's id", async () => {
    await expect(clients.hub.apiKeys.mint("a/b", { revokeEarlierKeys: true })).rejects.toMatchObject({
      field: "channelId",
    });
    expect(server.requests).toEqual([]);
  });
});

test("a success without a key in it is an unknown outcome, because earlier keys may be gone", async () => {
  for (const answer of [{}, { api_key: "" }, { api_key: 5 }]) {
    server.reply(json(answer, { status: 201 }));
    await expect(clients.hub.apiKeys.mint("InventCH", { revokeEarlierKeys: true })).rejects.toMatchObject({
      code: "outcome_unknown",
    });
  }
});
