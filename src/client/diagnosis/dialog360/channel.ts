import type { Dialog360PartnerChannel } from "../../../schemas/index.ts";
import {
  type ChannelCondition,
  checkChannel,
  checkPartnerWebhook,
  isLiveChannel,
} from "../../onboarding/dialog360/check-channel.ts";
import { isSameAddress } from "../../onboarding/meta/check-subscriptions.ts";
import { type Credentials, findAcceptance, isRefusedKey } from "../acceptance.ts";
import { type Answer, explain } from "../ask.ts";
import { type Explanation, type Finding, failed, passed, unknown, warning } from "../finding.ts";
import { blame, type Checks, judge, leaveOpen } from "../judge.ts";
import { signUpAgain } from "../obstacles.ts";
import { printHost } from "../print-host.ts";

const partnerKey: Credentials = {
  check: "partner_key",
  accepted: "360dialog accepts the partner's id and key.",
  refused: {
    reason: "360dialog does not accept the partner's id and key.",
    fix: "Compare both with the Partner Hub, under Integration. A key of a number is none of the partner's.",
  },
  isRefusal: isRefusedKey,
};

/** Looks whether 360dialog accepts the partner's id and key. */
export function findPartnerKey(answers: readonly Answer<unknown>[]): Finding {
  return findAcceptance(partnerKey, answers);
}

/** Looks where partner events go. */
export function findPartnerWebhook(answer: Answer<string | undefined>, wanted: string | undefined): Finding {
  const check = "partner_webhook_set";
  if ("failure" in answer) return unknown(check, explain(answer.failure));
  const { value: url = "" } = answer;
  const [problem] = checkPartnerWebhook(url);
  if (problem !== undefined) return failed(check, problem);
  const place = `History and contacts go to ${printHost(url)}`;
  if (wanted === undefined || isSameAddress(url, wanted)) return passed(check, `${place}.`);
  return failed(check, {
    reason: `${place}, and not to the address that was named.`,
    fix: "Call partner.settings.setWebhookUrl. The address is for all channels of the partner.",
  });
}

const checks: Checks<ChannelCondition> = {
  channel_found: "The partner has the channel.",
  channel_live: "The channel is live.",
  number_on_business_app: "The number is used in the WhatsApp Business app.",
};

/** Looks whether the channel is live, in coexistence, and integrated. */
export function findChannel(answer: Answer<Dialog360PartnerChannel | undefined>): Finding[] {
  if ("failure" in answer) return leaveAllOpen(explain(answer.failure));
  const { value: channel } = answer;
  const problems = checkChannel(channel, isLiveChannel).map((problem) =>
    problem.condition === "channel_live" ? problem : { ...problem, fix: `${problem.fix} ${signUpAgain}` },
  );
  if (channel === undefined) return leaveAllOpen({ reason: "There is no channel to look at." }, blame(problems));
  const found = judge(checks, problems);
  const isSaid = channel.is_on_biz_app !== undefined;
  const known = isSaid ? found : found.filter(({ check }) => check !== "number_on_business_app");
  const notSaid = { reason: "The hub does not say whether it is.", fix: "Look into the app on the phone." };
  return [...leaveOpen(checks, notSaid, known), findIntegration(channel)];
}

function leaveAllOpen(explanation: Explanation, found: readonly Finding[] = []): Finding[] {
  return [...leaveOpen(checks, explanation, found), unknown("integration_running", explanation)];
}

/** 360dialog documents none of these members; integrators have seen them. */
function findIntegration(channel: Dialog360PartnerChannel): Finding {
  const check = "integration_running";
  if (!isLiveChannel(channel))
    return unknown(check, { reason: "This is not looked at while the channel is not live." });
  const { enabled, state } = channel.integration ?? {};
  if (enabled === false) {
    const fix = "Switch it on in the Partner Hub, or ask 360dialog's support.";
    return failed(check, { reason: "The integration of the channel is switched off.", fix });
  }
  if (state === "running") return passed(check, "The integration is running.");
  if (state === undefined) {
    return unknown(check, { reason: "The hub does not say whether it is.", fix: "Look into the Partner Hub." });
  }
  const fix = "Wait for the partner event channel_running; else ask 360dialog's support.";
  return warning(check, { reason: "The state of the integration is not running.", fix });
}
