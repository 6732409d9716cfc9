import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Dialog360Destination, Dialog360WebhookTarget } from "../../../../src/client/index.ts";
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
  server.reply(json({ message: "Done." }));
});

const url = "https://webhooks.example.com/360dialog";
const sent = (): unknown => JSON.parse(server.requests[0]?.body ?? "");

describe("the address for webhooks", () => {
  test.each([
    "https://webhooks.example.com",
    "https://webhooks.example.com/with_underscore/and:colon?and=_:1",
    "HTTPS://Webhooks.Example.com/",
  ])("may be %s", async (address) => {
    await clients.number.webhooks.set({ url: address });
    expect(sent()).toEqual({ url: address });
  });

  test.each([
    "http://webhooks.example.com",
    "https://your_webhook.example.com",
    "https://webhooks.example.com:3000/x",
    "https://webhooks.example.com:443/x",
    "https://user@webhooks.example.com",
    "https://10.0.0.1/x",
    "https://localhost",
    " https://webhooks.example.com",
    "https:webhooks.example.com",
    "https:\\\\web_hooks.example.com",
    `https://webhooks.example.com/${"x".repeat(2048)}`,
    "webhooks.example.com",
    "",
    undefined,
  ])("may not be %s", async (address) => {
    const webhook = { url: address } as Dialog360WebhookTarget;
    for (const call of [
      clients.number.webhooks.set(webhook),
      clients.number.webhooks.setForAccount(webhook),
      clients.number.multiWebhooks.add([{ name: "crm", ...webhook }]),
    ]) {
      await expect(call).rejects.toMatchObject({ code: "invalid_input", field: "url" });
    }
    expect(server.requests).toEqual([]);
  });

  test("of the account leaves those of numbers alone unless it is to override them", async () => {
    await clients.number.webhooks.setForAccount({ url });
    expect(sent()).toEqual({ url, override_all: false });
  });

  test("is absent where none is set", async () => {
    for (const answer of [{}, { url: "" }, { url: null, headers: null }]) {
      server.reply(json(answer));
      expect((await clients.number.webhooks.get()).url).toBeUndefined();
    }
  });
});

describe("the headers of webhooks", () => {
  test("are sent as they are", async () => {
    await clients.number.webhooks.set({ url, headers: { Authorization: "Basic eDp5", "X-One": "1 2" } });
    expect(sent()).toEqual({ url, headers: { Authorization: "Basic eDp5", "X-One": "1 2" } });
  });

  test.each<[string, unknown]>([
    ["a list", ["a"]],
    ["a text", "a: b"],
    ["null", null],
    ["a value that is no text", { a: 1 }],
    ["a blank value", { a: "" }],
    ["a line break", { a: "b\r\nc: d" }],
    ["a name with a space", { "a b": "c" }],
    ["a name with a colon", { "a:": "c" }],
    ["characters beyond ASCII", { a: "ü" }],
  ])("may not be %s", async (_, headers) => {
    const webhook = { url, headers } as Dialog360WebhookTarget;
    await expect(clients.number.webhooks.set(webhook)).rejects.toMatchObject({ field: "headers" });
    expect(server.requests).toEqual([]);
  });
});

describe("further destinations", () => {
  const named = (...names: string[]): Dialog360Destination[] => names.map((name) => ({ name, url }));

  test("can be turned off without any", async () => {
    await clients.number.multiWebhooks.set({ enabled: false });
    expect(sent()).toEqual({ enabled: false });
  });

  test("say that they are on or off already", async () => {
    server.reply(json({ error: "invented" }, { status: 409 }));
    await expect(clients.number.multiWebhooks.set({ enabled: true })).rejects.toMatchObject({
      code: "invalid_request",
      status: 409,
    });
  });

  test.each<[string, unknown, string]>([
    ["none", [], "destinations"],
    ["four", named("a", "b", "c", "d"), "destinations"],
    ["two of one name", named("a", "a"), "destinations"],
    ["no list", {}, "destinations"],
    ["one without a name", [{ url }], "name"],
    ["one that is none", [undefined], "destination"],
  ])("may not be %s", async (_, destinations, field) => {
    const list = destinations as Dialog360Destination[];
    await expect(clients.number.multiWebhooks.add(list)).rejects.toMatchObject({ field });
    await expect(clients.number.multiWebhooks.set({ enabled: true, destinations: list })).rejects.toMatchObject({
      field,
    });
    expect(server.requests).toEqual([]);
  });

  test("are neither on nor off where that is not said", async () => {
    await expect(clients.number.multiWebhooks.set({} as never)).rejects.toMatchObject({ field: "enabled" });
    await expect(clients.number.multiWebhooks.set(undefined as never)).rejects.toMatchObject({ field: "changes" });
  });
});
