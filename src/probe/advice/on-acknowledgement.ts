import type { Credential } from "../../payloads/sender.ts";
import type { ProbeName } from "../report.ts";
import type { Advice } from "./advice.ts";
import { bodyLimits } from "./body-limits.ts";

const rawBody =
  "If it is the same, the body is parsed before it is verified: mount the webhook before express.json() and the like.";
const comparisons: Readonly<Record<Credential, string>> = {
  appSecret: `Compare the app secret with the one in the App Dashboard. ${rawBody}`,
  platformSecret: `Compare the platform secret with the one in the 360dialog Hub. ${rawBody}`,
  webhookHeaders: "Compare webhookHeaders with what the receiver expects, and whether a proxy takes one of them away.",
};

/**
 * What to say where a genuine webhook was not answered with 200.
 *
 * @param small - the status with which the small webhook was answered: what ails that one is no matter of size.
 */
export function adviseOnAcknowledgement(
  probe: ProbeName,
  status: number,
  credential: Credential,
  small: number | undefined,
): Advice {
  if (status >= 200 && status < 300) {
    return {
      reason: `The answer is ${status}. Senders count exactly 200 as received, and repeat anything else for days.`,
      fix: "Answer 200.",
    };
  }
  if (probe === "repeated") {
    return {
      reason: `A webhook was accepted once and answered with ${status} when it came again. Senders repeat what was not answered with 200 for days.`,
      fix: "Answer 200 to what is there already, and ignore it.",
    };
  }
  const isLimit = probe === "large_history" && status !== small && [400, 500, 502, 503].includes(status);
  if (isLimit || status === 413) {
    return { reason: `The answer is ${status}: the body seems to be larger than the receiver takes.`, fix: bodyLimits };
  }
  const refused = `A genuine webhook was answered with ${status}.`;
  if (status === 401 || status === 403) return { reason: refused, fix: comparisons[credential] };
  const known = fixes[status];
  if (known !== undefined) return { reason: refused, fix: known };
  return status >= 500
    ? {
        reason: refused,
        fix: "Look into the log of the receiver. If the raw body is gone there, something parsed it before.",
      }
    : { reason: refused, fix: "Answer 200 to every webhook that is genuine, also where it is not understood." };
}

const fixes: Readonly<Record<number, string>> = {
  404: "Compare the path: the webhook is mounted at another one.",
  405: "Mount the webhook for POST.",
  415: "Take application/json, as senders write it.",
  429: "Take the webhook out of the rate limit: senders come in bursts.",
};
