import { describe, expect, it } from "vitest";
import { laneOf } from "../../../src/deliver/lane-of.ts";
import { parseWebhook } from "../../../src/index.ts";
import { echoChange, messageChange, metaWebhook, partnerWebhook, textMessage } from "../../../src/testing/index.ts";

const lanesOf = (...webhooks: readonly object[]): string[] =>
  webhooks.flatMap((webhook) => parseWebhook(webhook)).map(laneOf);

describe("the lane of an event", () => {
  it("is that of its chat, whoever wrote", () => {
    const lanes = lanesOf(metaWebhook([messageChange(textMessage("Open?")), echoChange(textMessage("Until six."))]));
    expect(new Set(lanes).size).toBe(1);
  });

  it("is another one for each customer", () => {
    const other = { customer: { waId: "15550003333" } };
    const lanes = lanesOf(
      metaWebhook([messageChange(textMessage("Open?")), messageChange(textMessage("Open?"), other)]),
    );
    expect(new Set(lanes).size).toBe(2);
  });

  it("is that of the channel for what a partner is told, so that one onboarding does not hold up the others", () => {
    const [ready, live, other] = lanesOf(
      partnerWebhook("channel_ready", { id: "AbCdEfCH" }),
      partnerWebhook("channel_live", { id: "AbCdEfCH" }),
      partnerWebhook("channel_live", { id: "GhIjKlCH" }),
    );
    expect(live).toBe(ready);
    expect(other).not.toBe(live);
  });

  it("is there for what a partner is told of nothing in particular", () => {
    expect(lanesOf(partnerWebhook("client_created", { name: "Corner Bakery" }))).toHaveLength(1);
  });
});
