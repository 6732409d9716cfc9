import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MetaClient, type MetaClientOptions } from "../../../../src/client/index.ts";
import { body, json } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import {
  accessToken,
  appId,
  appSecret,
  asApp,
  asCustomer,
  businessId,
  callbackUrl,
  mediaId,
  phoneNumberId,
  verifyToken,
  wabaId,
} from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const both = (): MetaClient => new MetaClient({ appId, appSecret, accessToken, baseUrl: server.url });

describe("appsecret_proof", () => {
  it("has a value that was computed elsewhere", async () => {
    server.reply(json({ id: phoneNumberId }));
    await both().phoneNumbers.get(phoneNumberId);
    // printf EAAinventedTokenOfTheTests | openssl dgst -sha256 -hmac 0f1e2d3c4b5a69788796a5b4c3d2e1f0
    const proof = "9c3d73656a09ea1659f90217880aa5697e33fa36e966058fbdb6bd659d2914be";
    expect(server.requests[0]?.query).toMatchObject({ appsecret_proof: proof });
  });

  it.each<[string, unknown, (client: MetaClient) => Promise<unknown>]>([
    ["phoneNumbers.list", { data: [] }, ({ phoneNumbers }) => phoneNumbers.list(wabaId)],
    ["phoneNumbers.get", { id: "1" }, ({ phoneNumbers }) => phoneNumbers.get(phoneNumberId)],
    ["phoneNumbers.getCallbacks", {}, ({ phoneNumbers }) => phoneNumbers.getCallbacks(phoneNumberId)],
    [
      "phoneNumbers.removeCallback",
      { success: true },
      ({ phoneNumbers }) => phoneNumbers.removeCallback(phoneNumberId),
    ],
    ["subscribedApps.list", { data: [] }, ({ subscribedApps }) => subscribedApps.list(wabaId)],
    ["subscribedApps.subscribe", { success: true }, ({ subscribedApps }) => subscribedApps.subscribe(wabaId)],
    ["subscribedApps.unsubscribe", { success: true }, ({ subscribedApps }) => subscribedApps.unsubscribe(wabaId)],
    ["listClientAccounts", { data: [] }, (client) => client.listClientAccounts(businessId)],
    ["requestSync", { request_id: "1" }, (client) => client.requestSync(phoneNumberId, "history")],
    ["media.find", { url: "https://lookaside.fbsbx.com/" }, ({ media }) => media.find(mediaId)],
  ])("goes along with the access token in %s", async (_, answer, call) => {
    server.reply(json(answer));
    await call(both());
    const appsecret_proof = createHmac("sha256", appSecret).update(accessToken).digest("hex");
    expect(server.requests).toMatchObject([{ headers: asCustomer, query: { appsecret_proof } }]);
  });

  it("is that of the token it goes along with", async () => {
    server.reply(json({ id: phoneNumberId }));
    await both().withAccessToken("EAAanother").phoneNumbers.get(phoneNumberId);
    const appsecret_proof = createHmac("sha256", appSecret).update("EAAanother").digest("hex");
    expect(server.requests).toMatchObject([{ query: { appsecret_proof } }]);
  });

  it.each<[string, unknown, (client: MetaClient) => Promise<unknown>]>([
    ["exchangeCode", { access_token: "EAAnew" }, (client) => client.exchangeCode("AQDcode")],
    ["debugToken", { data: {} }, (client) => client.debugToken("EAAanother")],
    ["webhookSubscription.get", { data: [] }, ({ webhookSubscription }) => webhookSubscription.get()],
    [
      "webhookSubscription.replace",
      { success: true },
      ({ webhookSubscription }) => webhookSubscription.replace({ callbackUrl, verifyToken }),
    ],
    [
      "webhookSubscription.remove",
      { success: true },
      ({ webhookSubscription }) => webhookSubscription.remove(["messages"]),
    ],
  ])("does not go along in the name of the app, in %s", async (name, answer, call) => {
    server.reply(json(answer));
    await call(both());
    expect(JSON.stringify(server.requests)).not.toContain("appsecret_proof");
    expect(JSON.stringify(server.requests)).not.toContain(accessToken);
    if (name !== "exchangeCode") expect(server.requests).toMatchObject([{ headers: asApp }]);
  });

  it("does not go along without a secret", async () => {
    server.reply(json({ id: phoneNumberId }));
    await new MetaClient({ accessToken, baseUrl: server.url }).phoneNumbers.get(phoneNumberId);
    expect(server.requests[0]?.query).not.toHaveProperty("appsecret_proof");
  });

  it("does not go to the host of a file, whose address stays as it is", async () => {
    const host = new URL(server.url).host;
    const query = "mid=300&source=a%20b%2Fc&hash=ATt+0~*";
    server.reply(json({ url: `${server.url}/files/?${query}` }), body("file"));
    const seen: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      seen.push((input as Request).url);
      return globalThis.fetch(input, init);
    };
    const client = new MetaClient({ appId, appSecret, accessToken, baseUrl: server.url, fetch });
    await client.media.download(mediaId, { allowedHosts: [host] });
    expect(seen[1]).toBe(`${server.url}/files/?${query}`);
  });
});

describe("the version of the Graph API", () => {
  it.each([
    [undefined, "/v26.0/"],
    ["v25.0", "/v25.0/"],
    ["v9.12", "/v9.12/"],
  ])("%s is asked as %s", async (graphVersion, path) => {
    server.reply(json({ id: phoneNumberId }));
    await new MetaClient({ accessToken, baseUrl: server.url, graphVersion }).phoneNumbers.get(phoneNumberId);
    expect(server.requests[0]?.path).toBe(`${path}${phoneNumberId}`);
  });
});

describe("options", () => {
  const invalid: [field: string, options: unknown][] = [
    ["options", undefined],
    ["options", null],
    ["options", accessToken],
    ["options", [accessToken]],
    ["appId", { appId: undefined }],
    ["appId", { appId: "" }],
    ["appId", { appId: 600000000000006 }],
    ["appId", { appId: "my-app" }],
    ["appSecret", { appSecret: undefined }],
    ["appSecret", { appSecret: " " }],
    ["appSecret", { appSecret: 5 }],
    ["accessToken", { accessToken: undefined }],
    ["accessToken", { accessToken: "\n" }],
    ["accessToken", { accessToken: "EAA\r\nx-evil: 1" }],
    ["accessToken", { accessToken: "EAAtökën" }],
    ["accessToken", { accessToken: null }],
    ["graphVersion", { graphVersion: "26.0" }],
    ["graphVersion", { graphVersion: "v26" }],
    ["graphVersion", { graphVersion: "v26.0/../" }],
    ["graphVersion", { graphVersion: 26 }],
    ["graphVersion", { graphVersion: ["v26.0"] }],
    ["baseUrl", { baseUrl: "http://graph.facebook.com" }],
    ["baseUrl", { baseUrl: "graph.facebook.com" }],
    ["baseUrl", { baseUrl: "https://user:password@graph.facebook.com" }],
    ["baseUrl", { baseUrl: "https://:password@graph.facebook.com" }],
    ["baseUrl", { baseUrl: "https://graph.facebook.com?access_token=EAA" }],
    ["baseUrl", { baseUrl: 5 }],
  ];

  it.each(invalid)("are refused with %s in the error, and not its value: %j", (field, options) => {
    const create = () => new MetaClient(options as MetaClientOptions);
    expect(create).toThrow(expect.objectContaining({ code: "invalid_input", field }));
    expect(create).not.toThrow(/EAA|password|my-app|600000000000006/);
  });

  it.each([{ timeout: 0 }, { timeout: "1" }, { maxAttempts: -1 }, { longestWait: Number.NaN }, { fetch: "fetch" }])(
    "of the transport are refused: %j",
    (options) => {
      const name = Object.keys(options)[0] as string;
      const create = () => new MetaClient({ accessToken, ...(options as object) });
      expect(create).toThrow(expect.objectContaining({ code: "invalid_input", field: name }));
      expect(create).toThrow(new RegExp(`^${name} `));
    },
  );

  it("lose the white space that comes from files", async () => {
    server.reply(json({ id: phoneNumberId }));
    await new MetaClient({ accessToken: ` ${accessToken}\n`, baseUrl: `${server.url}/` }).phoneNumbers.get(
      phoneNumberId,
    );
    expect(server.requests).toMatchObject([{ headers: asCustomer, path: `/v26.0/${phoneNumberId}` }]);
  });
});
