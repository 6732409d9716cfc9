import type { AppSubscription } from "../../../schemas/index.ts";
import { checkFields } from "../../onboarding/meta/check-subscriptions.ts";
import { type Answer, explain } from "../ask.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";
import { judge } from "../judge.ts";
import { printHost } from "../print-host.ts";

/**
 * Looks what the app gets webhooks for, and where.
 *
 * @param appUrl - the app's callback URL, from whichever answer named it.
 */
export function findSubscription(
  answer: Answer<AppSubscription | undefined>,
  wanted: readonly string[],
  appUrl: string | undefined,
): Finding[] {
  const callback = appUrl === undefined ? undefined : passed("app_callback_set", `It leads to ${printHost(appUrl)}.`);
  if ("failure" in answer) {
    const open = explain(answer.failure);
    return [
      unknown("fields_subscribed", open),
      unknown("subscription_active", open),
      callback ?? unknown("app_callback_set", open),
    ];
  }
  const { value: subscription } = answer;
  // That it is switched off is a finding of its own.
  const problems = checkFields(subscription && { ...subscription, active: true }, wanted);
  const fields = judge({ fields_subscribed: `The app gets webhooks for ${wanted.join(", ")}.` }, problems);
  if (subscription === undefined) {
    const none = { reason: "The app has no subscription: see fields_subscribed." };
    return [...fields, unknown("subscription_active", none), callback ?? unknown("app_callback_set", none)];
  }
  return [...fields, findActivity(subscription), callback ?? failed("app_callback_set", withoutCallback)];
}

const withoutCallback = {
  reason: "The app has no callback URL, which is where account_update goes in any case.",
  fix: "Set it with meta.webhookSubscription.add.",
};

function findActivity({ active }: AppSubscription): Finding {
  if (active !== false) return passed("subscription_active", "The subscription is not switched off.");
  return failed("subscription_active", {
    reason: "The app's subscription is switched off, so that it gets no webhooks.",
    fix: "Make sure that the callback URL answers the verification request, then call meta.webhookSubscription.add.",
  });
}
