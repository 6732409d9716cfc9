import { describe, expect, it } from "vitest";
import { type AccountAction, type AccountPlan, planAfterAccountEvent } from "../../../../src/client/index.ts";
import { type AccountEvent, type ParseOptions, parseWebhook } from "../../../../src/index.ts";
import type { AccountUpdateValue } from "../../../../src/schemas/index.ts";
import {
  type AccountUpdateChange,
  accountOffboardedChange,
  accountReconnectedChange,
  accountRemovedChange,
  accountUpdateChange,
  metaWebhook,
  numberRemovedChange,
} from "../../../../src/testing/index.ts";

function planOf(change: AccountUpdateChange, options: ParseOptions = {}): AccountPlan {
  return planAfterAccountEvent(eventOf(change, options));
}

function eventOf(change: AccountUpdateChange, options: ParseOptions = {}): AccountEvent {
  const [event, ...more] = parseWebhook(metaWebhook(change, { time: 1_760_000_000 }), options);
  if (event?.type !== "account" || more.length > 0) throw new Error("It is no account event.");
  return event;
}

const reasons = [
  "ACCOUNT_DISCONNECTED",
  "BUSINESS_DOWNGRADE",
  "CHANGE_NUMBER",
  "COMPANION_INACTIVITY",
  "PRIMARY_INACTIVITY",
  "USER_RE_REGISTERED",
] as const;

/** How the business comes back. */
const returns: [reason: string, next: AccountAction][] = [
  ["ACCOUNT_DISCONNECTED", "ask_to_return_to_business_app"],
  ["BUSINESS_DOWNGRADE", "ask_to_return_to_business_app"],
  ["CHANGE_NUMBER", "ask_to_sign_up_new_number"],
  ["COMPANION_INACTIVITY", "ask_to_sign_up_again"],
  ["PRIMARY_INACTIVITY", "ask_to_sign_up_again"],
  ["USER_RE_REGISTERED", "ask_to_sign_up_again"],
  ["A_REASON_OF_TOMORROW", "ask_to_sign_up_again"],
  ["constructor", "ask_to_sign_up_again"],
];

describe("after a disconnection", () => {
  describe.each(returns)("for %s", (reason, next) => {
    it("that names the number, everything of the number ends", () => {
      expect(planOf(numberRemovedChange({ reason }))).toMatchObject({
        canUseApi: false,
        actions: ["stop_sending", "unsubscribe_app", "forget_access_token", next],
      });
    });

    it("that names the account only, its numbers are looked at first", () => {
      expect(planOf(accountRemovedChange({ reason }))).toMatchObject({
        canUseApi: false,
        actions: ["stop_sending", "check_numbers", "unsubscribe_app", "forget_access_token", next],
      });
    });
  });

  it("each documented reason has a sentence of its own, and one that is new has another", () => {
    const sentences = [...reasons, "A_REASON_OF_TOMORROW"].map(
      (reason) => planOf(numberRemovedChange({ reason })).explanation,
    );
    expect(new Set([...sentences, planOf(accountUpdateChange("PARTNER_REMOVED")).explanation]).size).toBe(8);
  });

  it("without a reason, which may be the whole account taken away, access is looked at", () => {
    const waba_info = { waba_id: "100000000000001", owner_business_id: "500000000000005" };
    const plan = planOf(accountUpdateChange("PARTNER_REMOVED", { waba_info }));
    expect(plan).toMatchObject({
      canUseApi: false,
      actions: ["stop_sending", "check_numbers", "unsubscribe_app", "forget_access_token", "ask_to_sign_up_again"],
    });
    expect(plan.explanation).toContain("does not say");
  });

  it("at 360dialog the subscription is ended, and there is no app to unsubscribe", () => {
    expect(planOf(numberRemovedChange(), { provider: "360dialog" })).toMatchObject({
      canUseApi: false,
      actions: ["stop_sending", "forget_access_token", "ask_to_sign_up_again", "end_subscription"],
    });
  });
});

describe.each(["meta", "360dialog"] as const)("at %s", (provider) => {
  it("a pause keeps everything and waits", () => {
    expect(planOf(accountOffboardedChange(), { provider })).toMatchObject({
      canUseApi: false,
      actions: ["stop_sending", "keep_access_token", "check_numbers", "wait_for_reconnection"],
    });
  });

  it("a reconnection goes on", () => {
    expect(planOf(accountReconnectedChange(), { provider })).toMatchObject({
      canUseApi: true,
      actions: ["check_numbers", "resume_sending", "ask_to_relink_devices"],
    });
  });

  it.each([accountOffboardedChange(), accountReconnectedChange()])(
    "$value.event that names its number needs no look at the others",
    ({ value }) => {
      const change = accountUpdateChange(value.event, { phone_number: "15550001111" });
      expect(planOf(change, { provider }).actions).not.toContain("check_numbers");
    },
  );
});

it("a reason beside a pause or a reconnection does not make it a disconnection", () => {
  for (const reason of [...reasons, undefined]) {
    const members = reason === undefined ? {} : { disconnection_info: { reason } };
    const plans = (["ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED", "PARTNER_ADDED"] as const).map((event) =>
      planOf(accountUpdateChange(event, members)),
    );
    expect(plans.map(({ canUseApi }) => canUseApi)).toEqual([false, true, undefined]);
    for (const { actions } of plans) expect(actions).not.toContain("forget_access_token");
  }
});

it("after the deletion of the account there is nothing to look at and nothing to unsubscribe", () => {
  expect(planOf(accountUpdateChange("ACCOUNT_DELETED"))).toMatchObject({
    canUseApi: false,
    actions: ["stop_sending", "forget_access_token", "ask_to_sign_up_again"],
  });
  expect(planOf(accountUpdateChange("ACCOUNT_DELETED"), { provider: "360dialog" }).actions).toContain(
    "end_subscription",
  );
});

it.each<[state: string | undefined, plan: Omit<AccountPlan, "explanation">]>([
  ["DISABLE", { canUseApi: false, actions: ["stop_sending", "keep_access_token"] }],
  ["REINSTATE", { canUseApi: true, actions: ["resume_sending"] }],
  ["SCHEDULE_FOR_DISABLE", { actions: [] }],
  ["A_STATE_OF_TOMORROW", { actions: [] }],
  [undefined, { actions: [] }],
])("a DISABLED_UPDATE to %s is understood", (waba_ban_state, plan) => {
  const ban_info = { waba_ban_date: "April 17, 2026", ...(waba_ban_state === undefined ? {} : { waba_ban_state }) };
  const { explanation, ...rest } = planOf(accountUpdateChange("DISABLED_UPDATE", { ban_info }));
  expect(rest).toStrictEqual(plan);
  expect(explanation).not.toBe("");
});

it("an app that lost its permissions makes the token doubtful", () => {
  const waba_info = { waba_id: "100000000000001", partner_app_id: "600000000000006" };
  const { explanation, ...plan } = planOf(accountUpdateChange("PARTNER_APP_UNINSTALLED", { waba_info }));
  expect(plan).toStrictEqual({ actions: ["check_access_token"] });
  expect(explanation).toContain("permissions");
});

it.each<AccountUpdateValue["event"]>([
  "ACCOUNT_RESTRICTION",
  "ACCOUNT_VIOLATION",
  "AD_ACCOUNT_LINKED",
  "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
  "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
  "DISABLED_UPDATE",
  "MM_LITE_TERMS_SIGNED",
  "PARTNER_ADDED",
  "PARTNER_APP_INSTALLED",
  "PARTNER_CLIENT_CERTIFICATION_NEEDED",
  "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
  "VOLUME_BASED_PRICING_TIER_UPDATE",
  "AN_EVENT_OF_TOMORROW",
  "constructor",
  "paused",
])("%s asks for nothing", (event) => {
  const { explanation, ...plan } = planOf(accountUpdateChange(event));
  expect(plan).toStrictEqual({ actions: [] });
  expect(explanation).not.toBe("");
});

it("the plan is the same each time, and a change to one changes no other", () => {
  const event = eventOf(numberRemovedChange());
  const plan = planAfterAccountEvent(event);
  (plan.actions as AccountAction[]).length = 0;
  expect(planAfterAccountEvent(event).actions).not.toEqual([]);
  expect(planAfterAccountEvent(event)).toEqual(planAfterAccountEvent(structuredClone(event)));
});

it("no plan and no sentence holds anything of the event", () => {
  const secrets = ["15550001111", "100000000000001", "500000000000005"];
  const plans = reasons.flatMap((reason) => [numberRemovedChange({ reason }), accountRemovedChange({ reason })]);
  for (const change of plans) {
    const text = JSON.stringify(planOf(change));
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});
