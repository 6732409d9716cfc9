import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routeMeta } from "../../../../src/emulator/meta/route.ts";
import { createGraph } from "./graph.ts";

const verify_token = "a-token";
let server: Server;
let url: string;

/** Answers the challenge of a token, and says no to any other. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const isRight =
      searchParams.get("hub.mode") === "subscribe" && searchParams.get("hub.verify_token") === verify_token;
    response.writeHead(isRight ? 200 : 403).end(searchParams.get("hub.challenge"));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.close();
});

const change = (field: string) => ({ field, value: {} });
const form = (changes: Record<string, string> = {}) => ({
  ...{ object: "whatsapp_business_account", callback_url: `${url}/app`, verify_token, fields: "messages,history" },
  ...changes,
});

describe("the callback of an app", () => {
  it("is set with its fields once it answers the challenge", async () => {
    const graph = createGraph();
    const path = `/${graph.world.app.id}/subscriptions`;
    expect((await graph.call("POST", path, { form: form() })).body).toEqual({ success: "true" });
    const { body } = await graph.call("GET", path);
    expect(body.data).toEqual([
      {
        ...{ object: "whatsapp_business_account", callback_url: `${url}/app`, active: true },
        fields: [
          { name: "messages", version: "v26.0" },
          { name: "history", version: "v26.0" },
        ],
      },
    ]);
  });

  it("is reached through a tunnel where it is an address of the public internet", async () => {
    const graph = createGraph({ tunnels: { "https://shop.example": url } });
    const { business, token, wabaId } = graph.signUp();
    await graph.call("POST", `/${wabaId}/subscribed_apps`, { token });
    const callback_url = "https://shop.example/webhook?shop=1";
    expect((await graph.call("POST", "/app/subscriptions", { form: form({ callback_url }) })).status).toBe(200);
    expect(routeMeta(graph.world, business, change("messages"))?.url).toBe(`${url}/webhook?shop=1`);
  });

  it.each([
    ["a token it does not know", { verify_token: "another" }, 2200],
    ["an address where nobody is", { callback_url: "http://127.0.0.1:9/webhook" }, 2200],
    ["an address that is not of this machine, without https", { callback_url: "http://shop.example/" }, 100],
    ["no fields", { fields: "" }, 100],
    ["another object", { object: "page" }, 100],
  ])("stays as it was for %s", async (_, changes, code) => {
    const graph = createGraph();
    const { fields } = graph.world.app;
    const { status, body } = await graph.call("POST", "/app/subscriptions", { form: form(changes) });
    expect([status, body.error.code]).toEqual([400, code]);
    expect(graph.world.app).toMatchObject({ callbackUrl: undefined, fields });
  });

  it("is not for the token of a business to change", async () => {
    const graph = createGraph();
    const { token } = graph.signUp();
    expect((await graph.call("POST", "/app/subscriptions", { token, form: form() })).status).toBe(403);
  });

  it("loses the fields that are taken off", async () => {
    const graph = createGraph();
    const query = { object: "whatsapp_business_account", fields: "history,messages" };
    await graph.call("DELETE", "/app/subscriptions", { query });
    expect(graph.world.app.fields).toEqual(["smb_app_state_sync", "smb_message_echoes", "account_update"]);
  });
});

describe("the way of a change at Meta", () => {
  const start = async () => {
    const graph = createGraph({ callbackUrl: `${url}/app` });
    const signedUp = graph.signUp();
    const { token, wabaId, phoneNumberId, business } = signedUp;
    return {
      graph,
      subscribe: (json?: object) => graph.call("POST", `/${wabaId}/subscribed_apps`, { token, json }),
      configure: (override_callback_uri: string) =>
        graph.call("POST", `/${phoneNumberId}`, {
          token,
          json: { webhook_configuration: { override_callback_uri, verify_token } },
        }),
      to: (field: string) => routeMeta(graph.world, business, change(field))?.url.replace(url, ""),
      read: async () =>
        (await graph.call("GET", `/${phoneNumberId}`, { token, query: { fields: "webhook_configuration" } })).body
          .webhook_configuration,
      list: async () => (await graph.call("GET", `/${wabaId}/subscribed_apps`, { token })).body.data,
      ...signedUp,
    };
  };

  it("can be set with a form, where the configuration is a JSON text", async () => {
    const graph = createGraph();
    const { token, phoneNumberId, business } = graph.signUp();
    const set = (webhook_configuration: string) =>
      graph.call("POST", `/${phoneNumberId}`, { token, form: { webhook_configuration } });
    const override = { override_callback_uri: `${url}/number`, verify_token };
    expect((await set(JSON.stringify(override))).status).toBe(200);
    expect(business.atMeta.numberOverride?.url).toBe(`${url}/number`);
    expect((await set("no JSON")).body.error.code).toBe(100);
  });

  it("leads nowhere until the app is subscribed to the account, and nowhere again afterwards", async () => {
    const { graph, to, subscribe, wabaId, token } = await start();
    expect(to("messages")).toBeUndefined();
    await subscribe();
    expect(to("messages")).toBe("/app");
    await graph.call("DELETE", `/${wabaId}/subscribed_apps`, { token });
    expect(to("messages")).toBeUndefined();
  });

  it("leads nowhere for a field that the app is not subscribed to", async () => {
    const { graph, to, subscribe } = await start();
    await subscribe();
    graph.world.app.fields = ["messages", "message_echoes"];
    expect([to("history"), to("messages"), to("smb_message_echoes")]).toEqual([undefined, "/app", "/app"]);
  });

  it("leads to the number's callback before the account's, and to the account's before the app's", async () => {
    const { to, subscribe, configure, read, list } = await start();
    await subscribe({ override_callback_uri: `${url}/account`, verify_token });
    expect(to("history")).toBe("/account");
    expect((await list())[0].override_callback_uri).toBe(`${url}/account`);
    await configure(`${url}/number`);
    expect(to("history")).toBe("/number");
    expect(await read()).toEqual({
      phone_number: `${url}/number`,
      whatsapp_business_account: `${url}/account`,
      application: `${url}/app`,
    });
    await configure("");
    expect(to("history")).toBe("/account");
    await subscribe();
    expect(to("history")).toBe("/app");
  });

  it("leads news of the account to the app, whatever is overridden", async () => {
    const { to, subscribe, configure } = await start();
    await subscribe({ override_callback_uri: `${url}/account`, verify_token });
    await configure(`${url}/number`);
    expect([to("account_update"), to("smb_app_state_sync")]).toEqual(["/app", "/number"]);
  });

  it.each([
    ["does not answer the challenge", { override_callback_uri: "http://127.0.0.1:9/", verify_token }, 2200],
    ["comes without a token", { override_callback_uri: "http://127.0.0.1:9/" }, 100],
    [
      "is longer than 200 characters",
      { override_callback_uri: `https://shop.example/${"a".repeat(200)}`, verify_token },
      100,
    ],
  ])("stays as it was for an override that %s", async (_, json, code) => {
    const { subscribe, list } = await start();
    expect((await subscribe(json)).body.error.code).toBe(code);
    expect(await list()).toEqual([]);
  });
});
