import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { NewDialog360Client, NumberToShare } from "../../../../src/client/index.ts";
import { json } from "../../../servers/replies.ts";
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
  server.reply(json({ id: "InventCL" }));
});

const customer: NewDialog360Client = { name: "Corner Bakery", email: "owner@example.com", userName: "Robin Doe" };
const number: NumberToShare = { solutionId: "600000000000006", wabaId: "100000000000001", clientId: "InventCL" };

describe("a new client", () => {
  test("has its id, under whichever name it comes", async () => {
    server.reply(json({ client_id: "InventCL" }));
    await expect(clients.hub.accountSharing.createClient(customer)).resolves.toMatchObject({ id: "InventCL" });
  });

  test("may be there after a 429, so that this is no rate limit", async () => {
    server.reply(json({ meta: { success: false, http_code: 429 } }, { status: 429, headers: { "retry-after": "30" } }));
    await expect(clients.hub.accountSharing.createClient(customer)).rejects.toMatchObject({
      code: "outcome_unknown",
      reason: "server_error",
      status: 429,
      retryAfter: 30,
      message: expect.stringContaining("e-mail"),
    });
  });

  test("is not there after a refusal of another kind", async () => {
    server.reply(json({ meta: { success: false, http_code: 400 } }, { status: 400 }));
    await expect(clients.hub.accountSharing.createClient(customer)).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("cannot have its name, address or user changed by further members", async () => {
    await clients.hub.accountSharing.createClient({ ...customer, more: { name: "Other", invite: true } });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      name: "Corner Bakery",
      email: "owner@example.com",
      user_name: "Robin Doe",
      invite: true,
    });
  });

  test.each<[object, string]>([
    [{ name: " " }, "name"],
    [{ email: "owner" }, "email"],
    [{ userName: undefined }, "userName"],
    [{ more: [] }, "more"],
  ])("is not made of %o", async (change, field) => {
    const client = { ...customer, ...change } as NewDialog360Client;
    await expect(clients.hub.accountSharing.createClient(client)).rejects.toMatchObject({ field });
    expect(server.requests).toEqual([]);
  });
});

describe("a number", () => {
  test("is shared with what is needed alone", async () => {
    await clients.hub.accountSharing.shareNumber(number);
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      solution_id: "600000000000006",
      waba_external_id: "100000000000001",
      client_id: "InventCL",
    });
  });

  test("can be shared for a business, and with an empty plan", async () => {
    const { clientId: _, ...others } = number;
    await clients.hub.accountSharing.shareNumber({ ...others, wabaBusinessId: "500000000000005", tier: "" });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({ waba_business_id: "500000000000005", tier: "" });
  });

  test.each<[object, string]>([
    [{ solutionId: "" }, "solutionId"],
    [{ solutionId: 600000000000006 }, "solutionId"],
    [{ wabaId: "InventWA" }, "wabaId"],
    [{ clientId: undefined }, "clientId"],
    [{ clientId: "a b" }, "clientId"],
    [{ wabaBusinessId: "x" }, "wabaBusinessId"],
    [{ tier: "gold" }, "tier"],
    [{ channelExternalId: "/" }, "channelExternalId"],
  ])("is not shared with %o", async (change, field) => {
    const wrong = { ...number, ...change } as NumberToShare;
    await expect(clients.hub.accountSharing.shareNumber(wrong)).rejects.toMatchObject({ code: "invalid_input", field });
    expect(server.requests).toEqual([]);
  });

  test("is never shared along with the code of a sign-up", async () => {
    await clients.hub.accountSharing.shareNumber({ ...number, code: "the-code" } as NumberToShare);
    expect(server.requests[0]?.body).not.toContain("the-code");
  });
});
