import { beforeEach, describe, expect, test } from "vitest";
import { createDialog360StandIn, type Dialog360StandIn } from "../../../../examples/stand-in/dialog360.ts";
import { Dialog360Client, Dialog360PartnerClient } from "../../../../src/client/index.ts";

let standIn: Dialog360StandIn;
let hub: Dialog360PartnerClient;
const fetch = (request: string | URL | Request, init?: RequestInit): Promise<Response> =>
  standIn.fetch(new Request(request, init));
const numberWith = (apiKey: string): Dialog360Client => new Dialog360Client({ apiKey, fetch });

beforeEach(() => {
  standIn = createDialog360StandIn();
  hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: standIn.world.partnerKey, fetch });
});

describe("the stand-in for 360dialog", () => {
  test("takes a number from the hub to its synchronization", async () => {
    await hub.settings.setWebhookUrl("https://webhooks.example.com/partner");
    const channel = await hub.channels.get("AbCdEfCH");
    expect(channel?.is_on_biz_app).toBe(true);
    const { api_key, address } = await hub.apiKeys.mint("AbCdEfCH");
    const number = new Dialog360Client({ apiKey: api_key, baseUrl: address, fetch });
    await number.webhooks.set({ url: "https://webhooks.example.com/number" });
    await number.requestSync("contacts");
    await number.requestSync("history");
    expect([...standIn.world.synchronized]).toEqual(["AbCdEfCH/smb_app_state_sync", "AbCdEfCH/history"]);
    await expect(number.requestSync("history")).rejects.toMatchObject({ code: "sync_already_requested" });
  });

  test("revokes every earlier key with a new one", async () => {
    const first = numberWith((await hub.apiKeys.mint("AbCdEfCH")).api_key);
    await expect(hub.apiKeys.mint("AbCdEfCH")).rejects.toMatchObject({ field: "revokeEarlierKeys" });
    await expect(first.healthStatus()).resolves.toMatchObject({ health_status: { can_send_message: "AVAILABLE" } });
    const second = numberWith((await hub.apiKeys.mint("AbCdEfCH", { revokeEarlierKeys: true })).api_key);
    await expect(first.healthStatus()).rejects.toMatchObject({ code: "token_expired" });
    await expect(second.healthStatus()).resolves.toBeDefined();
    await hub.apiKeys.revokeAll("AbCdEfCH");
    await expect(second.healthStatus()).rejects.toMatchObject({ code: "token_expired" });
  });

  test("hosts the number of an own sign-up", async () => {
    const client = await hub.accountSharing.createClient({ name: "Shop", email: "s@example.com", userName: "Robin" });
    await expect(hub.clients.findByEmail("S@example.com")).resolves.toMatchObject({ id: client.id });
    await hub.accountSharing.shareNumber({ solutionId: "1", wabaId: "100000000000002", clientId: client.id });
    const [channel] = await hub.channels.list({ filters: { "waba_account.external_id": "100000000000002" } });
    expect(channel).toMatchObject({ client_id: client.id, status: "created" });
  });

  test("knows which keys are for which host", async () => {
    const { api_key } = await hub.apiKeys.mint("AbCdEfCH");
    const withNumberKey = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: api_key, fetch });
    await expect(withNumberKey.settings.get()).rejects.toMatchObject({ code: "token_expired" });
    const elsewhere = new Dialog360PartnerClient({ partnerId: "OtherPA", apiKey: standIn.world.partnerKey, fetch });
    await expect(elsewhere.settings.get()).rejects.toMatchObject({ code: "permission_denied" });
    await expect(numberWith(standIn.world.partnerKey).webhooks.get()).rejects.toMatchObject({ code: "token_expired" });
  });

  test("serves three more destinations, and no fourth", async () => {
    const { multiWebhooks } = numberWith((await hub.apiKeys.mint("AbCdEfCH")).api_key);
    const to = (name: string) => ({ name, url: `https://webhooks.example.com/${name}` });
    await multiWebhooks.set({ enabled: true, destinations: [to("a")] });
    await multiWebhooks.add([to("b"), to("c")]);
    await expect(multiWebhooks.add([to("d")])).rejects.toMatchObject({ code: "invalid_request" });
    await multiWebhooks.update({ name: "c", url: "https://webhooks.example.com/other" });
    const { destinations } = await multiWebhooks.get();
    expect(destinations?.map(({ url }) => url?.split("/").at(-1))).toEqual(["a", "b", "other"]);
  });
});
