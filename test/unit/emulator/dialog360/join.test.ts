import { describe, expect, it } from "vitest";
import { joinDialog360 } from "../../../../src/emulator/dialog360/join.ts";
import { parseWebhook } from "../../../../src/index.ts";
import { partnerUrlSender } from "../../../../src/payloads/sender.ts";
import { bakery, emulate, florist, signUp } from "./emulated.ts";

const events = ["client_created", "channel_created", "channel_ready", "channel_running", "channel_live"];

describe("a number that signs up at 360dialog", () => {
  it("is announced step by step, each with the channel as it was then", () => {
    const emulated = emulate();
    const { atDialog360 } = signUp(emulated);
    expect(emulated.news.map(({ field }) => field)).toEqual(events);
    const states = emulated.news.slice(1).map(({ value }) => value);
    expect(states).toMatchObject([
      { id: atDialog360.channelId, status: "created", hub_status: "created", integration: { state: "created" } },
      { status: "ready", hub_status: "created", integration: { state: "created" } },
      { status: "ready", hub_status: "created", integration: { state: "running" } },
      { status: "ready", hub_status: "live", integration: { state: "running" }, is_on_biz_app: true },
    ]);
  });

  it("is announced so that the receiver knows the channel", () => {
    const emulated = emulate();
    const { atDialog360 } = signUp(emulated);
    const live = emulated.news.at(-1);
    if (live === undefined) throw new Error("Nothing was announced.");
    const body = partnerUrlSender("invented").write([live], { number: bakery, id: "event-1" });
    const [event] = parseWebhook(JSON.parse(body));
    expect(event).toMatchObject({ type: "partner", event: "channel_live", data: { id: atDialog360.channelId } });
  });

  it("has ids of its own, with the endings of 360dialog's, and the same ones in every emulator", () => {
    const emulated = emulate();
    const [one, other] = [signUp(emulated), signUp(emulated, florist)];
    const ids = [one, other].flatMap(({ atDialog360: { clientId, channelId, wabaId } }) => [
      clientId,
      channelId,
      wabaId,
    ]);
    for (const [place, ending] of ["CL", "CH", "WA", "CL", "CH", "WA"].entries()) {
      expect(ids[place]).toMatch(new RegExp(`^[A-Za-z0-9]{8}${ending}$`));
    }
    expect(new Set(ids).size).toBe(6);
    expect(signUp(emulate()).atDialog360.channelId).toBe(one.atDialog360.channelId);
  });

  it("is no new client and no new channel when it comes back", () => {
    const emulated = emulate();
    const business = signUp(emulated);
    emulated.news.length = 0;
    joinDialog360(emulated.world, business);
    expect(emulated.news.map(({ field }) => field)).toEqual(events.slice(2));
    expect(emulated.world.partner.clients).toHaveLength(1);
  });

  it("has the address of its account", () => {
    const emulated = emulate();
    const first = signUp(emulated);
    first.atDialog360.accountWebhook = { url: "https://bakery.example.com/all", headers: {} };
    const second = signUp(emulated, { ...florist, wabaId: bakery.wabaId });
    const stranger = signUp(emulated, { ...florist, phoneNumberId: "200000000000011" });
    expect(second.atDialog360.accountWebhook?.url).toBe("https://bakery.example.com/all");
    expect(stranger.atDialog360.accountWebhook).toBeUndefined();
  });
});
