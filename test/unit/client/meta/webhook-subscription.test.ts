import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coexistenceFields } from "../../../../src/client/index.ts";
import { json, refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { appId, appOf, asApp, callbackUrl, verifyToken } from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const path = `/v26.0/${appId}/subscriptions`;
const object = "whatsapp_business_account";
const subscribedTo = (...fields: unknown[]) =>
  json({
    data: [
      { object: "page", fields: ["feed"] },
      { object, callback_url: callbackUrl, active: true, fields },
    ],
  });
const formOf = (index: number) => Object.fromEntries(new URLSearchParams(server.requests[index]?.body));

describe("the app's subscription", () => {
  it.each([
    ["objects", [{ name: "history", version: "v26.0" }, { name: "messages" }]],
    ["names", ["history", "messages"]],
    ["both", [{ name: "history", version: "v26.0" }, "messages"]],
  ])("is read with the names of its fields, where Meta prints %s", async (_, fields) => {
    server.reply(subscribedTo(...fields));
    expect(await appOf(server).webhookSubscription.get()).toEqual({
      object,
      callback_url: callbackUrl,
      active: true,
      fields: ["history", "messages"],
    });
    expect(server.requests).toMatchObject([{ method: "GET", path, query: {}, headers: asApp, body: "" }]);
  });

  it.each([{ data: [] }, { data: [{ object: "page", fields: [] }] }])("is none in %j", async (answer) => {
    server.reply(json(answer));
    expect(await appOf(server).webhookSubscription.get()).toBeUndefined();
  });

  it("may have no fields", async () => {
    server.reply(json({ data: [{ object, active: false }] }));
    expect(await appOf(server).webhookSubscription.get()).toEqual({ object, active: false, fields: [] });
  });

  it("cannot be read with a wrong secret", async () => {
    server.reply(refuse(190, { status: 401 }));
    await expect(appOf(server).webhookSubscription.get()).rejects.toMatchObject({
      code: "token_expired",
      path: "/{appId}/subscriptions",
    });
  });
});

describe("fields", () => {
  it.each([true, "true"])("are added to those it has, and confirmed with %j", async (success) => {
    server.reply(subscribedTo({ name: "message_echoes" }, "messages"), json({ success }));
    const { webhookSubscription } = appOf(server);
    const written = await webhookSubscription.add({ callbackUrl, verifyToken });
    expect(written).toEqual([
      "message_echoes",
      "messages",
      "history",
      "smb_app_state_sync",
      "smb_message_echoes",
      "account_update",
    ]);
    expect(server.requests).toMatchObject([
      { method: "GET", path },
      { method: "POST", path, query: {}, headers: { ...asApp, "content-type": "application/x-www-form-urlencoded" } },
    ]);
    expect(formOf(1)).toEqual({
      object,
      callback_url: callbackUrl,
      verify_token: verifyToken,
      fields: written.join(","),
      include_values: "true",
    });
  });

  it("are added where there are none yet", async () => {
    server.reply(json({ data: [] }), json({ success: "true" }));
    const written = await appOf(server).webhookSubscription.add({ callbackUrl, verifyToken, fields: ["history"] });
    expect(written).toEqual(["history"]);
  });

  it("are kept whatever they are called", async () => {
    server.reply(subscribedTo("a field of 2030"), json({ success: true }));
    await appOf(server).webhookSubscription.add({ callbackUrl, verifyToken, fields: ["history"] });
    expect(formOf(1)).toMatchObject({ fields: "a field of 2030,history" });
  });

  it("are not written where those it has cannot be read", async () => {
    server.reply(refuse(3, { status: 500 }));
    const call = appOf(server).webhookSubscription.add({ callbackUrl, verifyToken });
    await expect(call).rejects.toMatchObject({ code: "permission_denied" });
    expect(server.requests).toHaveLength(1);
  });

  it("are replaced without reading them", async () => {
    server.reply(json({ success: "true" }));
    const written = await appOf(server).webhookSubscription.replace({ callbackUrl, verifyToken });
    expect(written).toEqual([...coexistenceFields]);
    expect(server.requests).toMatchObject([{ method: "POST", path, headers: asApp }]);
    expect(formOf(0)).toMatchObject({ object, fields: coexistenceFields.join(","), include_values: "true" });
  });

  it("are not written where the address does not answer the verification request", async () => {
    server.reply(refuse(2200));
    const call = appOf(server).webhookSubscription.replace({ callbackUrl, verifyToken });
    await expect(call).rejects.toMatchObject({ code: "invalid_request", providerCode: 2200 });
  });

  it("may go to an address longer than that of an override", async () => {
    server.reply(json({ success: true }));
    const long = `${callbackUrl}/${"x".repeat(300)}`;
    await appOf(server).webhookSubscription.replace({ callbackUrl: long, verifyToken });
    expect(formOf(0)).toMatchObject({ callback_url: long });
  });

  it("are taken off", async () => {
    server.reply(json({ success: true }));
    await appOf(server).webhookSubscription.remove(["messages", "history"]);
    expect(server.requests).toMatchObject([
      { method: "DELETE", path, query: { object, fields: "messages,history" }, headers: asApp, body: "" },
    ]);
  });

  it("are not taken off without the permission", async () => {
    server.reply(refuse(10, { status: 403 }));
    const call = appOf(server).webhookSubscription.remove(["messages"]);
    await expect(call).rejects.toMatchObject({ code: "permission_denied", method: "DELETE" });
  });
});
