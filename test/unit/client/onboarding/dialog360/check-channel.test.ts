import { expect, it } from "vitest";
import {
  checkChannel,
  checkPartnerWebhook,
  isLiveChannel,
} from "../../../../../src/client/onboarding/dialog360/check-channel.ts";
import type { Problem } from "../../../../../src/client/onboarding/problem.ts";
import { Dialog360PartnerChannel } from "../../../../../src/schemas/index.ts";

const conditions = (failures: Problem[]): string[] => failures.map(({ condition }) => condition);

it.each([
  [{ status: "ready" }, true],
  [{ status: "created", integration: { state: "running" } }, true],
  [{ integration: { state: "running" } }, true],
  [{ status: "ready", integration: { state: "stopped" } }, true],
  [{}, false],
  [{ status: "created" }, false],
  [{ status: "verified", integration: { enabled: true } }, false],
  [{ status: "porting_ready" }, false],
  [{ status: "a_status_of_tomorrow" }, false],
  [{ account_mode: "live", hub_status: "live" }, false],
])("whether a channel with %j is live: %s", (members, isLive) => {
  expect(isLiveChannel(Dialog360PartnerChannel.parse({ id: "AbCdEfCH", ...members }))).toBe(isLive);
});

it.each([
  [undefined, ["channel_found"]],
  [{ id: "AbCdEfCH", status: "ready", is_on_biz_app: true }, []],
  [{ id: "AbCdEfCH", status: "ready" }, []],
  [{ id: "AbCdEfCH", status: "ready", is_on_biz_app: false }, ["number_on_business_app"]],
  [{ id: "AbCdEfCH", status: "created", is_on_biz_app: true }, ["channel_live"]],
  [{ id: "AbCdEfCH", status: "created", is_on_biz_app: false }, ["channel_live", "number_on_business_app"]],
])("the channel %j reports %j", (channel, expected) => {
  expect(conditions(checkChannel(channel, isLiveChannel))).toEqual(expected);
});

it("a promise in place of a yes does not make a channel live", () => {
  const isLive = (async () => true) as unknown as () => boolean;
  expect(conditions(checkChannel({ id: "AbCdEfCH", status: "ready" }, isLive))).toEqual(["channel_live"]);
});

it.each([
  [undefined, ["partner_webhook_set"]],
  ["", ["partner_webhook_set"]],
  ["https://webhooks.example.com/360dialog/partner", []],
])("the partner's webhook address %j reports %j", (webhookUrl, expected) => {
  expect(conditions(checkPartnerWebhook(webhookUrl))).toEqual(expected);
});
