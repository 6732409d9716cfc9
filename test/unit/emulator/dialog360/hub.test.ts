import { beforeEach, describe, expect, it } from "vitest";
import { Dialog360PartnerClient, InvalidRequestError } from "../../../../src/client/index.ts";
import { bakery, clientOf, type Emulated, emulate, florist, signUp, signUpAtMeta } from "./emulated.ts";

let emulated: Emulated;

beforeEach(() => {
  emulated = emulate();
});

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  emulated.fetch(new Request(`http://127.0.0.1:4000/api/v2${path}`, init));
const asPartner = (path: string, method = "GET", body?: object): Promise<Response> =>
  ask(`/partners/InventPA${path}`, {
    method,
    headers: { "x-api-key": emulated.world.partner.apiKey },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe("the hub", () => {
  it("takes the partner's key, or a token for its login", async () => {
    const { username, password } = emulated.world.partner.login;
    const { access_token } = await emulated.hub.requestToken({ username, password });
    expect(await emulated.hub.withBearerToken(access_token).channels.list()).toEqual([]);
    await expect(emulated.hub.requestToken({ username, password: "another" })).rejects.toThrow();
    await expect(emulated.hub.withBearerToken("another").channels.list()).rejects.toMatchObject({ status: 401 });
  });

  it("takes no key of a number, and shows no partner another one's things", async () => {
    const business = signUp(emulated);
    await clientOf(emulated, business);
    const { fetch, world } = emulated;
    const number = business.atDialog360.apiKey?.value;
    const wrongKey = new Dialog360PartnerClient({ partnerId: world.partner.id, apiKey: number, fetch });
    await expect(wrongKey.channels.list()).rejects.toMatchObject({ status: 401 });
    const stranger = new Dialog360PartnerClient({ partnerId: "OthersPA", apiKey: world.partner.apiKey, fetch });
    await expect(stranger.channels.list()).rejects.toMatchObject({ status: 403 });
  });

  it("answers what it does not know, and what it cannot read, as itself", async () => {
    for (const response of [await asPartner("/nothing"), await ask("/nothing"), await asPartner("/channels", "PUT")]) {
      const { status } = response;
      expect(await response.json()).toMatchObject({ meta: { success: false, http_code: status } });
    }
    const headers = { "x-api-key": emulated.world.partner.apiKey };
    const elsewhere = new Request("https://hub.360dialog.io/partners/InventPA/channels", { headers });
    expect((await emulated.fetch(elsewhere)).status).toBe(404);
    const broken = await ask("/partners/InventPA", { method: "PATCH", headers, body: "[" });
    expect([broken.status, await broken.json()]).toMatchObject([400, { meta: { http_code: 400 } }]);
  });

  it("keeps the partner's addresses", async () => {
    const { settings } = emulated.hub;
    expect(await settings.getWebhookUrl()).toBeUndefined();
    await settings.setWebhookUrl("https://partner.example.com/webhook");
    await settings.update({ redirectUrl: "http://localhost:3000/connected" });
    expect(await settings.get()).toMatchObject({
      id: "InventPA",
      webhook_url: "https://partner.example.com/webhook",
      partner_redirect_url: "http://localhost:3000/connected",
    });
  });

  it("refuses a partner's address that is neither https nor on this machine", async () => {
    for (const webhook_url of ["http://partner.example.com", "partner.example.com", 7, undefined]) {
      expect((await asPartner("/webhook_url", "POST", { webhook_url })).status).toBe(400);
    }
    expect((await asPartner("", "PATCH", { webhook_url: "ftp://example.com" })).status).toBe(400);
    expect((await asPartner("/webhook_url", "POST", { webhook_url: "http://127.0.0.1:3000/hook" })).status).toBe(200);
  });
});

describe("a list of the hub", () => {
  it("has the numbers that signed up at 360dialog, and no others", async () => {
    const business = signUp(emulated);
    signUpAtMeta(emulated, florist);
    const channels = await emulated.hub.channels.list();
    expect(channels.map(({ id }) => id)).toEqual([business.atDialog360.channelId]);
    expect(channels[0]).toMatchObject({
      ...{ client_id: business.atDialog360.clientId, status: "ready", hub_status: "live", is_on_biz_app: true },
      setup_info: { phone_number: bakery.displayPhoneNumber, phone_name: "Corner Bakery" },
      waba_account: { external_id: bakery.wabaId },
    });
    expect(await emulated.hub.clients.list()).toMatchObject([{ id: business.atDialog360.clientId, status: "active" }]);
  });

  it("comes in pages, filtered and sorted", async () => {
    const ids = Array.from({ length: 5 }, (_, place) => `20000000000001${place}`);
    for (const phoneNumberId of ids) signUp(emulated, { ...bakery, phoneNumberId });
    const { channels } = emulated.hub;
    expect(await channels.list({ pageSize: 2 })).toHaveLength(5);
    const rising = (await channels.list({ sort: "id", pageSize: 2 })).map(({ id }) => id);
    expect(rising).toEqual([...rising].sort((one, other) => one.localeCompare(other)));
    expect((await channels.list({ sort: "-id" })).map(({ id }) => id)).toEqual(rising.reverse());
    expect(await channels.list({ filters: { "waba_account.external_id": bakery.wabaId } })).toHaveLength(5);
    expect(await channels.list({ filters: { status: "created" } })).toEqual([]);
    expect(await (await asPartner("/channels?limit=2&offset=4")).json()).toMatchObject({
      count: 1,
      total: 5,
      offset: 4,
    });
  });

  it("refuses a query that it cannot read", async () => {
    for (const query of ["filters=[", "filters=[]", "limit=0", "limit=1001", "limit=x", "offset=-1"]) {
      expect((await asPartner(`/channels?${query}`)).status, query).toBe(400);
    }
  });

  it("says of a number that left that it is no longer in the app and on the API", async () => {
    const business = signUp(emulated);
    business.isOnCloudApi = false;
    expect(await emulated.hub.channels.get(business.atDialog360.channelId)).toMatchObject({ is_on_biz_app: false });
  });
});

describe("the key of a channel", () => {
  it("ends when another one is made, or when it is revoked", async () => {
    const business = signUp(emulated);
    const { apiKeys } = emulated.hub;
    const { channelId } = business.atDialog360;
    expect(await apiKeys.list(channelId)).toEqual([]);
    const first = await clientOf(emulated, business);
    expect(await first.healthStatus()).toMatchObject({ id: bakery.phoneNumberId });
    await expect(apiKeys.mint(channelId)).rejects.toThrow("revokeEarlierKeys");
    const second = await clientOf(emulated, business);
    await expect(first.healthStatus()).rejects.toMatchObject({ status: 401 });
    await second.healthStatus();
    expect(await apiKeys.list(channelId)).toHaveLength(1);
    await apiKeys.revokeAll(channelId);
    await expect(second.healthStatus()).rejects.toMatchObject({ status: 401 });
  });

  it("comes with the address of the messaging API: 360dialog's, or wherever the hub was asked", async () => {
    const { channelId } = signUp(emulated).atDialog360;
    expect((await emulated.hub.apiKeys.mint(channelId)).address).toBe("https://waba-v2.360dialog.io");
    const minted = await asPartner(`/channels/${channelId}/api_keys`, "POST", {});
    expect(minted.status).toBe(201);
    expect(await minted.json()).toMatchObject({ address: "http://127.0.0.1:4000" });
  });

  it("is not made for a channel that the partner does not have", async () => {
    signUpAtMeta(emulated);
    const path = `/channels/${signUpAtMeta(emulated, florist).atDialog360.channelId}/api_keys`;
    expect((await asPartner(path, "POST", {})).status).toBe(404);
  });
});

describe("sharing an account", () => {
  const number = { solutionId: "700000000000007", wabaId: bakery.wabaId };

  it("makes a client, once for an e-mail address", async () => {
    const { accountSharing, clients } = emulated.hub;
    const customer = { name: "Flower Shop", email: "Flowers@example.com", userName: "Robin Doe" };
    const { id } = await accountSharing.createClient(customer);
    expect(id).toMatch(/CL$/);
    expect(await clients.findByEmail("flowers@example.com")).toMatchObject({ id, name: "Flower Shop" });
    await expect(accountSharing.createClient(customer)).rejects.toBeInstanceOf(InvalidRequestError);
    expect((await asPartner("/account_sharing/clients", "POST", { name: "No address" })).status).toBe(400);
  });

  it("hosts a number that signed up at Meta, for a client that is there, and announces its channel", async () => {
    const business = signUpAtMeta(emulated);
    const { id: clientId } = await emulated.hub.accountSharing.createClient({
      ...{ name: "Corner Bakery", email: "bakery@example.com", userName: "Kim Doe" },
    });
    await emulated.hub.accountSharing.shareNumber({ ...number, clientId, tier: "basic" });
    expect(emulated.news.map(({ field }) => field)).toEqual([
      ...["channel_created", "channel_ready", "channel_running", "channel_live"],
    ]);
    expect(await emulated.hub.channels.get(business.atDialog360.channelId)).toMatchObject({ client_id: clientId });
    await expect(emulated.hub.accountSharing.shareNumber({ ...number, clientId })).rejects.toThrow();
  });

  it("makes the client together with the number where only the business is named", async () => {
    const { businessId } = signUpAtMeta(emulated);
    await emulated.hub.accountSharing.shareNumber({ ...number, wabaBusinessId: businessId });
    expect(emulated.news[0]?.field).toBe("client_created");
    expect(await emulated.hub.clients.list()).toHaveLength(1);
  });

  it("refuses what is incomplete, or not there", async () => {
    signUpAtMeta(emulated);
    const { accountSharing } = emulated.hub;
    await expect(accountSharing.shareNumber({ ...number, clientId: "NobodyCL" })).rejects.toMatchObject({
      status: 404,
    });
    const stranger = { ...number, wabaId: "100000000000099", wabaBusinessId: "500000000000007" };
    await expect(accountSharing.shareNumber(stranger)).rejects.toMatchObject({ status: 404 });
    const body = { solution_id: "7", waba_external_id: bakery.wabaId, waba_business_id: "500000000000007" };
    for (const wrong of [{ solution_id: "" }, { waba_business_id: undefined }, { tier: "gold" }]) {
      expect((await asPartner("/account_sharing/numbers", "POST", { ...body, ...wrong })).status).toBe(400);
    }
  });
});

describe("the end of a subscription", () => {
  it("can be asked for and taken back, and the partner is told", async () => {
    const { clientId, channelId } = signUp(emulated).atDialog360;
    const { channels } = emulated.hub;
    emulated.news.length = 0;
    await channels.requestCancellation({ clientId, channelId });
    expect((await channels.get(channelId))?.cancelled_at).toBe("2026-01-15T00:00:00.000Z");
    await channels.revokeCancellation({ clientId, channelId });
    expect((await channels.get(channelId))?.cancelled_at).toBeUndefined();
    await channels.requestCancellation({ clientId, channelId });
    await channels.reactivate({ clientId, channelId });
    expect((await channels.get(channelId))?.cancelled_at).toBeUndefined();
    expect(emulated.news.map(({ field }) => field)).toEqual([
      ...["cancellation_request", "cancellation_revoke", "cancellation_request"],
    ]);
    const foreign = channels.requestCancellation({ clientId: "NobodyCL", channelId });
    await expect(foreign).rejects.toMatchObject({ status: 404 });
  });
});
