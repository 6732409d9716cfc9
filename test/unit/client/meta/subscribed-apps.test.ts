import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { body, json, refuse, resetAfterReading } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { appId, asCustomer, callbackUrl, customerOf, longId, verifyToken, wabaId } from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const path = `/v26.0/${wabaId}/subscribed_apps`;

describe("the apps of an account", () => {
  it("are listed with their overrides, and their ids as text", async () => {
    server.reply(
      body(`{"data":[
        {"whatsapp_business_api_data":{"id":"${appId}","link":"https://app.example.com","name":"Ours"},
         "override_callback_uri":"${callbackUrl}"},
        {"whatsapp_business_api_data":{"id":${longId}}}]}`),
    );
    expect(await customerOf(server).subscribedApps.list(wabaId)).toEqual([
      {
        whatsapp_business_api_data: { id: appId, link: "https://app.example.com", name: "Ours" },
        override_callback_uri: callbackUrl,
      },
      { whatsapp_business_api_data: { id: longId } },
    ]);
    expect(server.requests).toMatchObject([
      { method: "GET", path, query: { limit: "100" }, headers: asCustomer, body: "" },
    ]);
  });

  it("cannot be listed while the account's calls are used up", async () => {
    const usage = JSON.stringify({ [wabaId]: [{ type: "whatsapp", estimated_time_to_regain_access: 19 }] });
    server.reply(refuse(80007, { headers: { "x-business-use-case-usage": usage } }));
    await expect(customerOf(server).subscribedApps.list(wabaId)).rejects.toMatchObject({
      code: "rate_limited",
      status: 400,
      retryAfter: 19 * 60,
      attempts: 1,
    });
  });
});

describe("a subscription to an account", () => {
  it.each([true, "true"])("has no body without an override, and is confirmed with %j", async (success) => {
    server.reply(json({ success }));
    await customerOf(server).subscribedApps.subscribe(wabaId);
    expect(server.requests).toMatchObject([{ method: "POST", path, query: {}, headers: asCustomer, body: "" }]);
    expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
  });

  it("carries its override, the token as it is", async () => {
    server.reply(json({ success: true }));
    await customerOf(server).subscribedApps.subscribe(wabaId, { callbackUrl, verifyToken });
    expect(server.requests).toMatchObject([{ method: "POST", path, headers: { "content-type": "application/json" } }]);
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      override_callback_uri: callbackUrl,
      verify_token: verifyToken,
    });
  });

  it("is asked for again where no answer came, because that changes nothing", async () => {
    server.reply(resetAfterReading, json({ success: true }));
    await customerOf(server).subscribedApps.subscribe(wabaId);
    expect(server.requests).toHaveLength(2);
  });

  it("is refused without the permission", async () => {
    server.reply(refuse(200, { status: 403 }));
    const call = customerOf(server).subscribedApps.subscribe(wabaId);
    await expect(call).rejects.toMatchObject({ code: "permission_denied", path: "/{wabaId}/subscribed_apps" });
  });
});

describe("the end of a subscription to an account", () => {
  it.each([true, "true"])("is asked for, and confirmed with %j", async (success) => {
    server.reply(json({ success }));
    await customerOf(server).subscribedApps.unsubscribe(wabaId);
    expect(server.requests).toMatchObject([{ method: "DELETE", path, query: {}, headers: asCustomer, body: "" }]);
  });

  it("is refused for an account of somebody else", async () => {
    server.reply(refuse(10, { status: 403 }));
    const call = customerOf(server).subscribedApps.unsubscribe(wabaId);
    await expect(call).rejects.toMatchObject({ code: "permission_denied", method: "DELETE" });
  });
});
