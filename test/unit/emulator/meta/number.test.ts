import { describe, expect, it } from "vitest";
import { createGraph } from "./graph.ts";

describe("a number at Meta", () => {
  it("says that it is in the app and on the API where that is asked for by name", async () => {
    const graph = createGraph();
    const { token, phoneNumberId } = graph.signUp();
    const usual = await graph.call("GET", `/${phoneNumberId}`, { token });
    const query = { fields: "is_on_biz_app,platform_type,throughput{level},no_such_field" };
    const asked = await graph.call("GET", `/${phoneNumberId}`, { token, query });
    expect(usual.body).not.toHaveProperty("is_on_biz_app");
    expect(asked.body).toEqual({
      ...{ is_on_biz_app: true, platform_type: "CLOUD_API", throughput: { level: "STANDARD" } },
      id: phoneNumberId,
    });
  });

  it("is written for people, where webhooks have its digits", async () => {
    const graph = createGraph();
    const american = graph.signUp();
    const german = graph.signUp({ number: "+49 151 1234 5678" });
    const read = async ({ token, phoneNumberId }: typeof american) =>
      (await graph.call("GET", `/${phoneNumberId}`, { token })).body.display_phone_number;
    expect([await read(american), await read(german)]).toEqual(["+1 555-000-1111", "+4915112345678"]);
  });

  it("cannot be registered or deregistered", async () => {
    const graph = createGraph();
    const { token, phoneNumberId } = graph.signUp();
    for (const call of ["register", "deregister"]) {
      const { status, body } = await graph.call("POST", `/${phoneNumberId}/${call}`, { token, json: {} });
      expect([status, body.error.code]).toEqual([400, 100]);
      expect(body.error.message).toContain("SMB businesses");
    }
  });

  it("is gone from its account once it was disconnected, and there again after another sign-up", async () => {
    const graph = createGraph();
    const { token, phoneNumberId, wabaId, business } = graph.signUp();
    await graph.call("POST", `/${wabaId}/subscribed_apps`, { token });
    business.isOnCloudApi = false;
    expect((await graph.call("GET", `/${phoneNumberId}`, { token })).body.error.error_subcode).toBe(33);
    expect((await graph.call("GET", `/${wabaId}/phone_numbers`, { token })).body).toEqual({ data: [] });
    expect((await graph.call("GET", `/${wabaId}/subscribed_apps`, { token })).body).toEqual({ data: [] });
    expect((await graph.call("POST", `/${wabaId}/subscribed_apps`, { token })).status).toBe(403);

    const { token: newToken } = graph.signUp({ number: business.displayPhoneNumber });
    expect((await graph.call("GET", `/${phoneNumberId}`, { token })).status).toBe(401);
    expect((await graph.call("GET", `/${phoneNumberId}`, { token: newToken })).status).toBe(200);
    expect((await graph.call("GET", `/${wabaId}/subscribed_apps`, { token: newToken })).body).toEqual({ data: [] });
  });
});

describe("a synchronization at Meta", () => {
  const body = (sync_type: string) => ({ messaging_product: "whatsapp", sync_type });

  it("is granted once for each kind", async () => {
    const graph = createGraph();
    const { token, phoneNumberId } = graph.signUp();
    const ask = (kind: string) => graph.call("POST", `/${phoneNumberId}/smb_app_data`, { token, json: body(kind) });
    const granted = [await ask("smb_app_state_sync"), await ask("history")];
    expect(granted.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(granted.map((answer) => answer.body.request_id)).size).toBe(2);
    const { status, body: refused } = await ask("history");
    expect([status, refused.error.code]).toEqual([400, 2593107]);
    expect(graph.synchronised).toEqual([
      [phoneNumberId, "smb_app_state_sync"],
      [phoneNumberId, "history"],
    ]);
  });

  it("is refused when the 24 hours of the clock are over, and granted after another sign-up", async () => {
    const graph = createGraph({ speed: 1_000_000 });
    const { token, phoneNumberId, business } = graph.signUp();
    const ask = (as: string) =>
      graph.call("POST", `/${phoneNumberId}/smb_app_data`, { token: as, json: body("history") });
    await graph.world.clock.wait(24 * 3_600_000);
    expect((await ask(token)).body.error.code).toBe(2593108);
    business.isOnCloudApi = false;
    const { token: newToken } = graph.signUp({ number: business.displayPhoneNumber });
    expect((await ask(newToken)).status).toBe(200);
  });

  it("has an id of its own, also after another sign-up", async () => {
    const graph = createGraph();
    const ids = new Set<string>();
    for (let life = 0; life < 3; life += 1) {
      const { token, phoneNumberId, business } = graph.signUp(life === 0 ? {} : { number: "15550001111" });
      const path = `/${phoneNumberId}/smb_app_data`;
      ids.add((await graph.call("POST", path, { token, json: body("history") })).body.request_id);
      business.isOnCloudApi = false;
    }
    expect(ids.size).toBe(3);
  });

  it("begins no new window when a number that is connected signs up again", async () => {
    const graph = createGraph({ speed: 1_000_000 });
    const { token, phoneNumberId, business, displayPhoneNumber } = graph.signUp();
    await graph.world.clock.wait(24 * 3_600_000);
    graph.signUp({ number: displayPhoneNumber });
    expect(business.atMeta.accessToken).toBe(token);
    const json = body("history");
    expect((await graph.call("POST", `/${phoneNumberId}/smb_app_data`, { token, json })).body.error.code).toBe(2593108);
  });

  it.each([
    ["a kind that there is not", body("weather")],
    ["no product", { sync_type: "history" }],
  ])("is refused for %s, and not spent", async (_, json) => {
    const graph = createGraph();
    const { token, phoneNumberId } = graph.signUp();
    const path = `/${phoneNumberId}/smb_app_data`;
    expect((await graph.call("POST", path, { token, json })).body.error.code).toBe(100);
    expect((await graph.call("POST", path, { token, json: body("history") })).status).toBe(200);
  });
});
