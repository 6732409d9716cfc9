import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InvalidInputError, MetaClient } from "../../../../src/client/index.ts";
import { body, cutBody, json, refuse, resetAfterReading } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import {
  accessToken,
  appId,
  appOf,
  appSecret,
  asApp,
  asCustomer,
  businessId,
  customerOf,
  longId,
  phoneNumberId,
  wabaId,
} from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

describe("the exchange of a code", () => {
  it("sends the app's credentials and the code in a form, where no log of addresses sees them", async () => {
    server.reply(json({ access_token: "EAAnew", token_type: "bearer", expires_in: 5_184_000 }));
    const answer = await appOf(server).exchangeCode(" AQDcode-of_the.sign-up ");
    expect(answer).toEqual({ access_token: "EAAnew", token_type: "bearer", expires_in: 5_184_000 });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: "POST", path: "/v26.0/oauth/access_token", query: {} });
    expect(request?.headers).toMatchObject({ "content-type": "application/x-www-form-urlencoded" });
    expect(request?.headers).not.toHaveProperty("authorization");
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      client_id: appId,
      client_secret: appSecret,
      code: "AQDcode-of_the.sign-up",
    });
  });

  it.each([
    ["nothing but the token", { access_token: "EAAnew" }, { access_token: "EAAnew" }],
    ["a quoted time", { access_token: "EAAnew", expires_in: "60" }, { access_token: "EAAnew", expires_in: 60 }],
    ["a time that is none", { access_token: "EAAnew", expires_in: [] }, { access_token: "EAAnew" }],
  ])("takes an answer with %s", async (_, printed, expected) => {
    server.reply(json(printed));
    expect(await appOf(server).exchangeCode("AQDcode")).toEqual(expected);
  });

  it("says that a code was used", async () => {
    server.reply(refuse(100, { error_subcode: 36009 }));
    await expect(appOf(server).exchangeCode("AQDcode")).rejects.toMatchObject({
      code: "invalid_request",
      providerCode: 100,
      error_subcode: 36009,
      path: "/oauth/access_token",
      attempts: 1,
    });
  });

  it.each([
    ["is answered without a token", json({ success: true })],
    ["is answered with text", body("EAA not JSON")],
    ["is cut off", cutBody()],
    ["is not answered", resetAfterReading],
    ["is answered with code 2", refuse(2, { status: 503 })],
  ])("has an unknown outcome and is not repeated when it %s", async (_, reply) => {
    server.reply(reply);
    await expect(appOf(server).exchangeCode("AQDcode")).rejects.toMatchObject({ code: "outcome_unknown", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("what a token is worth", () => {
  const asked = (query: Record<string, string>) => ({ method: "GET", path: "/v26.0/debug_token", query });

  it("is asked in the name of the app", async () => {
    server.reply(json({ data: { is_valid: true } }));
    await appOf(server, { accessToken }).debugToken("EAAanother");
    expect(server.requests).toMatchObject([{ ...asked({ input_token: "EAAanother" }), headers: asApp, body: "" }]);
  });

  it("comes with every id as text, in the order of the accounts", async () => {
    server.reply(
      body(`{"data":{"app_id":600000000000006,"application":"Invented","type":"SYSTEM_USER","is_valid":true,
        "expires_at":0,"data_access_expires_at":"1790000000","issued_at":1780000000,"user_id":${longId},
        "scopes":["whatsapp_business_management"],"granular_scopes":[
        {"scope":"whatsapp_business_management","target_ids":["100000000000001",${longId}]},
        {"scope":"whatsapp_business_messaging"}]}}`),
    );
    expect(await appOf(server).debugToken("EAAanother")).toEqual({
      app_id: appId,
      application: "Invented",
      type: "SYSTEM_USER",
      is_valid: true,
      expires_at: 0,
      data_access_expires_at: 1_790_000_000,
      issued_at: 1_780_000_000,
      user_id: longId,
      scopes: ["whatsapp_business_management"],
      granular_scopes: [
        { scope: "whatsapp_business_management", target_ids: [wabaId, longId] },
        { scope: "whatsapp_business_messaging" },
      ],
    });
  });

  it("is told of a token that is not valid, too", async () => {
    const error = { code: 190, message: "invented", subcode: 463 };
    server.reply(json({ data: { is_valid: false, scopes: [], error } }));
    const answer = await appOf(server).debugToken("EAAanother");
    expect(answer).toEqual({ is_valid: false, scopes: [], granular_scopes: [], error });
  });

  it("is no answer where the accounts of a permission cannot be read, because without them it is for all", async () => {
    const granular_scopes = [{ scope: "whatsapp_business_management", target_ids: "all" }];
    server.reply(json({ data: { granular_scopes } }));
    await expect(appOf(server).debugToken("EAAanother")).rejects.toMatchObject({ code: "unexpected_answer" });
  });

  it("cannot be asked with the secret of another app", async () => {
    server.reply(refuse(190, { status: 401 }));
    await expect(appOf(server).debugToken("EAAanother")).rejects.toMatchObject({ code: "token_expired" });
  });
});

describe("the accounts of other businesses", () => {
  it("are listed with their ids as text, although Meta prints numbers", async () => {
    server.reply(body(`{"data":[{"id":${longId},"name":"Corner Bakery","timezone_id":1},{"id":"100000000000001"}]}`));
    expect(await customerOf(server).listClientAccounts(businessId)).toEqual([
      { id: longId, name: "Corner Bakery", timezone_id: "1" },
      { id: wabaId },
    ]);
    expect(server.requests).toMatchObject([
      {
        method: "GET",
        path: `/v26.0/${businessId}/client_whatsapp_business_accounts`,
        query: { limit: "100" },
        headers: asCustomer,
        body: "",
      },
    ]);
  });

  it("cannot be listed without the permission, which Meta says with a status of its own failures", async () => {
    server.reply(refuse(3, { status: 500 }));
    await expect(customerOf(server).listClientAccounts(businessId)).rejects.toMatchObject({
      code: "permission_denied",
      status: 500,
      path: "/{businessId}/client_whatsapp_business_accounts",
      attempts: 1,
    });
  });
});

describe("the request for a synchronization", () => {
  it.each([
    ["contacts", "smb_app_state_sync"],
    ["history", "history"],
  ] as const)("of %s is sent as %s", async (kind, sync_type) => {
    server.reply(json({ messaging_product: "whatsapp", request_id: "request-1" }));
    const answer = await customerOf(server).requestSync(phoneNumberId, kind);
    expect(answer).toEqual({ messaging_product: "whatsapp", request_id: "request-1" });
    expect(server.requests).toMatchObject([
      { method: "POST", path: `/v26.0/${phoneNumberId}/smb_app_data`, query: {}, headers: asCustomer },
    ]);
    expect(server.requests[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ messaging_product: "whatsapp", sync_type });
  });

  it.each([
    ["an id that is a number", `{"request_id":${longId}}`, { request_id: longId }],
    ["no id", `{"messaging_product":"whatsapp"}`, { messaging_product: "whatsapp" }],
  ])("is accepted with %s", async (_, printed, expected) => {
    server.reply(body(printed));
    expect(await customerOf(server).requestSync(phoneNumberId, "history")).toEqual(expected);
  });

  it.each([
    ["sync_already_requested", refuse(2593107)],
    ["sync_already_requested", refuse(4)],
    ["sync_already_requested", refuse(100, { error_subcode: 2593107 })],
    ["sync_window_closed", refuse(2593108)],
    ["invalid_request", refuse(100)],
    ["token_expired", refuse(190, { status: 401 })],
    ["rate_limited", refuse(80007)],
    ["outcome_unknown", refuse(1)],
    ["outcome_unknown", resetAfterReading],
    ["outcome_unknown", body("not JSON")],
    ["outcome_unknown", body("{}")],
    ["outcome_unknown", body(`{"request_id":{}}`)],
  ])("ends with %s and is sent once", async (code, reply) => {
    server.reply(reply, json({ request_id: "a second one" }));
    await expect(customerOf(server).requestSync(phoneNumberId, "history")).rejects.toMatchObject({ code, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a client", () => {
  it("knows its app", () => {
    expect(new MetaClient({ appId }).appId).toBe(appId);
  });

  it("says that it has none", () => {
    const client = new MetaClient({ accessToken });
    expect(() => client.appId).toThrow(expect.objectContaining({ code: "invalid_input", field: "appId" }));
  });

  it("of a customer keeps the app and every setting", async () => {
    const answered: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      const { url, headers } = input as Request;
      answered.push(`${new URL(url).origin}${new URL(url).pathname} ${headers.get("authorization")}`);
      return Response.json({ error: { code: 2 } }, { status: 503 });
    };
    const settings = { baseUrl: "https://proxy.example.com/meta/", graphVersion: "v25.0", fetch, maxAttempts: 1 };
    const options = { appId, appSecret, ...settings };
    const customer = new MetaClient(options).withAccessToken(accessToken);
    Object.assign(options, { graphVersion: "v1.0" });
    expect(customer.appId).toBe(appId);
    await expect(customer.withAccessToken("EAAanother").phoneNumbers.get(phoneNumberId)).rejects.toMatchObject({
      attempts: 1,
    });
    expect(answered).toEqual([`https://proxy.example.com/meta/v25.0/${phoneNumberId} Bearer EAAanother`]);
  });

  it("shows no secret to a log", async () => {
    const client = new MetaClient({ appId, appSecret, accessToken, baseUrl: server.url });
    for (const value of [client, client.phoneNumbers, client.media, client.webhookSubscription, { client }]) {
      const shown = inspect(value, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(value);
      expect(shown).not.toContain(appSecret);
      expect(shown).not.toContain(accessToken);
    }
  });

  it("has no register and no deregister, which Meta refuses for these numbers", () => {
    const names = Object.getOwnPropertyNames(MetaClient.prototype);
    expect(names.filter((name) => name.includes("register"))).toEqual([]);
    expect(new MetaClient({ accessToken }).phoneNumbers).not.toHaveProperty("register");
  });

  it.each([
    ["appId", {}],
    ["appSecret", { appId }],
  ])("says that %s is missing where a call needs it", async (field, options) => {
    const client = new MetaClient({ ...options, baseUrl: server.url });
    for (const call of [
      client.exchangeCode("AQDcode"),
      client.debugToken("EAAtoken"),
      client.webhookSubscription.get(),
    ]) {
      await expect(call).rejects.toMatchObject({ field });
    }
    expect(server.requests).toEqual([]);
  });

  it("says that the access token is missing where a call needs it", async () => {
    const client = appOf(server);
    const error = await client.phoneNumbers.get(phoneNumberId).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ field: "accessToken" });
    expect(server.requests).toEqual([]);
  });
});
