import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Dialog360PartnerClient, type Dialog360PartnerClientOptions } from "../../../../src/client/index.ts";
import { body, json } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  server.reply(json({}));
});

const hubWith = (options: Partial<Dialog360PartnerClientOptions>): Dialog360PartnerClient =>
  new Dialog360PartnerClient({ partnerId: "InventPA", baseUrl: `${server.url}/api/v2`, maxAttempts: 1, ...options });

describe("the credentials of the hub", () => {
  test("can be a bearer token", async () => {
    await hubWith({ bearerToken: "invented-token" }).settings.get();
    expect(server.requests[0]?.headers).toMatchObject({ authorization: "Bearer invented-token" });
    expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
  });

  test("can be a bearer token in place of the key that a client had", async () => {
    await hubWith({ apiKey: "invented-key" }).withBearerToken("invented-token").settings.get();
    expect(server.requests[0]?.headers).toMatchObject({ authorization: "Bearer invented-token" });
    expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
  });

  test("are needed by every call except the one that asks for a token", async () => {
    const hub = hubWith({});
    await expect(hub.channels.list()).rejects.toMatchObject({ code: "invalid_input", field: "apiKey" });
    expect(server.requests).toEqual([]);
    server.reply(json({ access_token: "invented-token" }));
    await expect(hub.requestToken({ username: "a", password: "b" })).resolves.toEqual({
      access_token: "invented-token",
    });
  });

  test("are not seen in a printed client", () => {
    const hub = hubWith({ apiKey: "invented-key" });
    expect(inspect(hub, { depth: 9, showHidden: true })).not.toContain("invented-key");
    expect(JSON.stringify(hub)).not.toContain("invented-key");
  });

  test.each<[object, string]>([
    [{ partnerId: undefined }, "partnerId"],
    [{ partnerId: "" }, "partnerId"],
    [{ partnerId: "../clients" }, "partnerId"],
    [{ apiKey: undefined }, "apiKey"],
    [{ apiKey: "  " }, "apiKey"],
    [{ apiKey: "a b" }, "apiKey"],
    [{ bearerToken: undefined }, "bearerToken"],
    [{ apiKey: "a", bearerToken: "b" }, "bearerToken"],
    [{ baseUrl: "http://hub.example.com" }, "baseUrl"],
  ])("are refused where they are %o", (options, field) => {
    expect(() => hubWith(options)).toThrowError(expect.objectContaining({ code: "invalid_input", field }));
  });
});

test("a wrong login is a token error where the hub says 401", async () => {
  server.reply(json({ error: "invalid_grant", error_description: "invented" }, { status: 401 }));
  const login = { username: "partner@example.com", password: "invented-password" };
  const error = await hubWith({})
    .requestToken(login)
    .catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "token_expired", path: "/token" });
  expect(inspect(error, { depth: 9 })).not.toMatch(/invented|partner@/);
});

test("a login without its parts is refused", async () => {
  const hub = hubWith({});
  await expect(hub.requestToken({ username: " ", password: "b" })).rejects.toMatchObject({ field: "username" });
  await expect(hub.requestToken({ username: "a", password: "" })).rejects.toMatchObject({ field: "password" });
  await expect(hub.requestToken(undefined as never)).rejects.toMatchObject({ field: "login" });
  expect(server.requests).toEqual([]);
});

describe("the partner's settings", () => {
  test("have no webhook address where the hub has none", async () => {
    for (const answer of [{}, { webhook_url: null }, { webhook_url: "" }]) {
      server.reply(json(answer));
      await expect(hubWith({ apiKey: "k" }).settings.getWebhookUrl()).resolves.toBeUndefined();
    }
  });

  test("are changed one at a time as well", async () => {
    await hubWith({ apiKey: "k" }).settings.update({ redirectUrl: "https://a.example.com/back?from=360" });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      partner_redirect_url: "https://a.example.com/back?from=360",
    });
  });

  test("are changed where the hub says nothing about it", async () => {
    server.reply(body("", { status: 204 }));
    await expect(hubWith({ apiKey: "k" }).settings.setWebhookUrl("https://a.example.com")).resolves.toBeUndefined();
  });

  test.each<[object, string]>([
    [{}, "changes"],
    [{ webhookUrl: "http://a.example.com" }, "webhookUrl"],
    [{ webhookUrl: "https://192.168.0.1" }, "webhookUrl"],
    [{ redirectUrl: "http://a.example.com" }, "redirectUrl"],
    [{ redirectUrl: "javascript:alert(1)" }, "redirectUrl"],
    [{ redirectUrl: "back" }, "redirectUrl"],
  ])("are not changed to %o", async (changes, field) => {
    await expect(hubWith({ apiKey: "k" }).settings.update(changes)).rejects.toMatchObject({ field });
    expect(server.requests).toEqual([]);
  });

  test("refuse more members that are none", async () => {
    const { settings } = hubWith({ apiKey: "k" });
    const cycle: Record<string, unknown> = {};
    cycle["itself"] = cycle;
    for (const more of [[], "text", cycle]) {
      const options = { more: more as Record<string, unknown> };
      await expect(settings.setWebhookUrl("https://a.example.com", options)).rejects.toMatchObject({ field: "more" });
    }
    expect(server.requests).toEqual([]);
  });
});
