import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signDialog360, signMeta } from "../../src/testing/index.ts";
import { mounts, type RunningReceiver } from "./mounts/index.ts";
import { appSecret, post, textWebhook } from "./sender.ts";

const platformSecret = "9a4f1c7e60b2d835f7a1c3e5092b4d68";
const webhookHeaders = { Authorization: "Bearer 4b1d9c7f2e8a6035", "X-Tenant": "north" };
const partnerEvent = JSON.stringify({ id: "event-1", event: "channel_live", data: { id: "channel-1" } });
const numberEvent = textWebhook("Is the shop open?");

describe.each(mounts)("360dialog on $name", ({ start }) => {
  let receiver: RunningReceiver;
  const onAny = vi.fn();

  beforeEach(async () => {
    onAny.mockReset();
    receiver = await start({ appSecret, platformSecret, webhookHeaders, logger: false });
    receiver.coexistence.onAny(({ type, provider }) => onAny(type, provider));
  });

  afterEach(async () => {
    await receiver.close();
  });

  it.each([
    ["as bare hex", signDialog360(partnerEvent, platformSecret)],
    ["with the prefix sha256=", `sha256=${signDialog360(partnerEvent, platformSecret)}`],
  ])("takes a partner event whose signature is written %s", async (_, signature) => {
    expect((await post(receiver.url, partnerEvent, { "x-360dialog-signature": signature })).status).toBe(200);
    expect(onAny).toHaveBeenCalledExactlyOnceWith("partner", "360dialog");
  });

  it("takes a number's webhook with the headers that were set for it", async () => {
    expect((await post(receiver.url, numberEvent, webhookHeaders)).status).toBe(200);
    expect(onAny).toHaveBeenCalledExactlyOnceWith("message", "360dialog");
  });

  it.each<[what: string, headers: Record<string, string>]>([
    ["its signature made with Meta's secret", { "x-360dialog-signature": signDialog360(partnerEvent, appSecret) }],
    ["the signature of another body", { "x-360dialog-signature": signDialog360(numberEvent, platformSecret) }],
    ["its signature in Meta's header", { "x-hub-signature-256": signMeta(partnerEvent, platformSecret) }],
    ["one of the headers missing", { authorization: webhookHeaders.Authorization }],
    ["one of the headers wrong", { ...webhookHeaders, "X-Tenant": "south" }],
    [
      "the right headers and a wrong signature",
      { ...webhookHeaders, "x-hub-signature-256": `sha256=${"0".repeat(64)}` },
    ],
  ])("refuses a webhook with %s", async (_, headers) => {
    expect((await post(receiver.url, partnerEvent, headers)).status).toBe(401);
    expect(onAny).not.toHaveBeenCalled();
  });

  it("refuses the verification request, which 360dialog never sends", async () => {
    const answer = await fetch(`${receiver.url}?hub.mode=subscribe&hub.verify_token=&hub.challenge=1`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });
});
