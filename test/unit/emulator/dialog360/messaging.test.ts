import { beforeEach, describe, expect, it } from "vitest";
import {
  type Dialog360Client,
  SyncAlreadyRequestedError,
  SyncWindowClosedError,
} from "../../../../src/client/index.ts";
import { answerDialog360 } from "../../../../src/emulator/dialog360/answer.ts";
import type { Business } from "../../../../src/emulator/world/business.ts";
import { bakery, clientOf, type Emulated, emulate, florist, signUp } from "./emulated.ts";

let emulated: Emulated;
let business: Business;
let client: Dialog360Client;

beforeEach(async () => {
  emulated = emulate();
  business = signUp(emulated);
  client = await clientOf(emulated, business);
});

const ask = (path: string, method = "GET", body?: unknown): Promise<Response> =>
  emulated.fetch(
    new Request(`http://127.0.0.1:4000${path}`, {
      method,
      headers: { "d360-api-key": business.atDialog360.apiKey?.value ?? "" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );

describe("the messaging API", () => {
  it("takes the number's key, and not the partner's", async () => {
    const request = (headers: Record<string, string>) =>
      emulated.fetch(new Request("http://127.0.0.1:4000/health_status", { headers }));
    expect((await request({})).status).toBe(401);
    expect((await request({ "d360-api-key": emulated.world.partner.apiKey })).status).toBe(401);
    expect((await request({ "d360-api-key": "" })).status).toBe(401);
  });

  it("leaves to Meta what is Meta's", async () => {
    for (const path of ["/v25.0/oauth/access_token", "/v25.0/200000000000002", "/200000000000002", "/sdk.js", "/"]) {
      expect(await answerDialog360(emulated.world, new Request(`http://127.0.0.1:4000${path}`)), path).toBeUndefined();
    }
  });

  it("answers what it does not know with an error of its own", async () => {
    const response = await ask("/nothing/at/all");
    expect([response.status, await response.json()]).toEqual([404, { error: expect.any(String) }]);
  });

  it("names the number, its account and its business in the health status", async () => {
    const { health_status } = await client.healthStatus();
    const ids = health_status.entities?.map(({ entity_type, id }) => [entity_type, id]);
    expect(ids).toEqual([
      ["PHONE_NUMBER", bakery.phoneNumberId],
      ["WABA", bakery.wabaId],
      ["BUSINESS", business.businessId],
      ["APP", emulated.world.app.id],
    ]);
  });

  it("passes on that Meta does not know a number that left, and still knows its own settings", async () => {
    business.isOnCloudApi = false;
    await expect(client.healthStatus()).rejects.toMatchObject({ providerCode: 100 });
    await expect(client.requestSync("history")).rejects.toMatchObject({ providerCode: 100 });
    expect(await client.webhooks.get()).toEqual({});
  });
});

describe("a webhook address", () => {
  it("is kept with its headers", async () => {
    expect(await client.webhooks.get()).toEqual({});
    const webhook = { url: "https://bakery.example.com/webhook", headers: { authorization: "invented" } };
    await client.webhooks.set(webhook);
    expect(await client.webhooks.get()).toEqual(webhook);
  });

  it("may be one of this machine, because the application under test is there", async () => {
    for (const url of ["http://127.0.0.1:3000/webhook", "http://localhost:3000", "http://[::1]:3000/"]) {
      expect((await ask("/v1/configs/webhook", "POST", { url })).status, url).toBe(200);
      expect((await client.webhooks.get()).url).toBe(url);
    }
  });

  it.each([
    ...["http://bakery.example.com", "https://bakery_shop.example.com", "https://bakery.example.com:8443/webhook"],
    ...["https://user@bakery.example.com", "http://localhost.example.com", "not an address", ""],
  ])("is refused as %j", async (url) => {
    for (const path of ["/v1/configs/webhook", "/waba_webhook"]) {
      expect((await ask(path, "POST", { url })).status).toBe(400);
    }
    expect(business.atDialog360.webhook).toBeUndefined();
  });

  it("is refused with headers that nobody can send", async () => {
    const unsendable = [{ "two words": "a" }, { authorization: "a\nb" }, { authorization: "\u{1f370}" }];
    for (const headers of [["authorization"], { authorization: 7 }, "authorization", ...unsendable]) {
      expect((await ask("/v1/configs/webhook", "POST", { url: "https://bakery.example.com", headers })).status).toBe(
        400,
      );
    }
  });

  it("of the account is that of all its numbers, and ends their own where it is to", async () => {
    const sister = signUp(emulated, { ...bakery, phoneNumberId: "200000000000003" });
    const stranger = signUp(emulated, florist);
    await client.webhooks.set({ url: "https://bakery.example.com/own" });
    await client.webhooks.setForAccount({ url: "https://bakery.example.com/all" });
    expect((await client.webhooks.get()).url).toBe("https://bakery.example.com/own");
    expect(sister.atDialog360.accountWebhook?.url).toBe("https://bakery.example.com/all");
    expect(stranger.atDialog360.accountWebhook).toBeUndefined();
    await client.webhooks.setForAccount({ url: "https://bakery.example.com/all", overrideAll: true });
    expect(await client.webhooks.get()).toEqual({});
  });
});

describe("further destinations", () => {
  const destination = (name: string) => ({ name, url: `https://${name}.example.com`, headers: {} });

  it("are turned on, added to, changed, and turned off", async () => {
    const { multiWebhooks } = client;
    expect(await multiWebhooks.get()).toEqual({ enabled: false, destinations: [] });
    await multiWebhooks.set({ enabled: true, destinations: [destination("crm")] });
    await multiWebhooks.add([destination("archive")]);
    await multiWebhooks.update({ ...destination("crm"), url: "https://new-crm.example.com" });
    const destinations = [{ ...destination("crm"), url: "https://new-crm.example.com" }, destination("archive")];
    expect(await multiWebhooks.get()).toEqual({ enabled: true, destinations });
    await multiWebhooks.set({ enabled: false });
    expect(await multiWebhooks.get()).toEqual({ enabled: false, destinations });
  });

  it("are refused where they are too many, on already, off, without a name, or nowhere", async () => {
    const { multiWebhooks } = client;
    await expect(multiWebhooks.add([destination("crm")])).rejects.toMatchObject({ status: 400 });
    await expect(multiWebhooks.set({ enabled: false })).rejects.toMatchObject({ status: 409 });
    await multiWebhooks.set({ enabled: true, destinations: [destination("crm"), destination("archive")] });
    await expect(multiWebhooks.set({ enabled: true })).rejects.toMatchObject({ status: 409 });
    await expect(multiWebhooks.add([destination("a"), destination("b")])).rejects.toMatchObject({ status: 400 });
    await expect(multiWebhooks.add([destination("crm")])).rejects.toMatchObject({ status: 400 });
    await expect(multiWebhooks.update(destination("nobody"))).rejects.toMatchObject({ status: 404 });
    for (const wrong of [{ url: "https://a.example.com" }, { name: "a", url: "http://a.example.com" }, "a"]) {
      expect((await ask("/multi_webhook", "PUT", { destinations: [wrong] })).status).toBe(400);
    }
    expect((await multiWebhooks.get()).destinations).toHaveLength(2);
  });
});

describe("a synchronization", () => {
  it("is granted once for each kind, and whoever plays it is told", async () => {
    await client.requestSync("contacts");
    await client.requestSync("history");
    await expect(client.requestSync("history")).rejects.toBeInstanceOf(SyncAlreadyRequestedError);
    expect(emulated.synchronized).toEqual([
      [bakery.phoneNumberId, "smb_app_state_sync"],
      [bakery.phoneNumberId, "history"],
    ]);
  });

  it("is refused after 24 hours", async () => {
    emulated.hours = 23.9;
    await client.requestSync("contacts");
    emulated.hours = 24.1;
    await expect(client.requestSync("history")).rejects.toBeInstanceOf(SyncWindowClosedError);
    expect(emulated.synchronized).toHaveLength(1);
  });

  it("is refused for a kind that there is not", async () => {
    const response = await ask("/synchronization", "POST", { messaging_product: "whatsapp", sync_type: "groups" });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: 100 } }]);
    expect(emulated.synchronized).toEqual([]);
  });
});

describe("a file", () => {
  const id = "300000000000042";

  it("has an address of Meta's, and is served in its place by this API", async () => {
    const { url } = await client.media.find(id);
    expect(new URL(url).host).toBe("lookaside.fbsbx.com");
    const { mime_type, bytes, file_size } = await client.media.download(id);
    expect(mime_type).toBe("image/png");
    expect(bytes.length).toBe(Number(file_size));
  });

  it("is not there under any other id, without the key, or at an address that is too old", async () => {
    await expect(client.media.find("100000000000042")).rejects.toMatchObject({ providerCode: 100 });
    const { pathname, search } = new URL((await client.media.find(id)).url);
    expect((await ask(`${pathname}${search}`)).status).toBe(200);
    expect((await ask(`${pathname}?mid=${id}&ext=${Date.now() - 1}`)).status).toBe(404);
    const withoutKey = new Request(`https://waba-v2.360dialog.io${pathname}${search}`);
    expect((await emulated.fetch(withoutKey)).status).toBe(401);
  });
});

it("sends a message in the name of the number, without its id in the path", async () => {
  const text = { messaging_product: "whatsapp", to: "15550002222", type: "text", text: { body: "Until six." } };
  const answer = await ask("/messages", "POST", text);
  expect(await answer.json()).toMatchObject({
    contacts: [{ wa_id: "15550002222" }],
    messages: [{ id: expect.any(String) }],
  });
});
