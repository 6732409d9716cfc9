import type { Advice } from "./advice.ts";

/** What to say where the verification request was not answered with the challenge. */
export function adviseOnChallenge(status: number): Advice {
  if (status === 200) {
    return {
      reason: "The answer is 200, and its body is something else than the challenge.",
      fix: "Answer with the value of hub.challenge alone, as text/plain: no quotes, no JSON, no line break.",
    };
  }
  const reason = `The verification request was answered with ${status} in place of 200.`;
  return { reason, fix: fixes[status] ?? "Answer 200 with the value of hub.challenge." };
}

const compareToken =
  "Compare the verify token. If it is the same, something before the receiver refuses: Meta signs no GET and sends no login.";
const fixes: Readonly<Record<number, string>> = {
  401: compareToken,
  403: compareToken,
  404: "Compare the path: the webhook is mounted at another one.",
  405: "Mount the webhook for GET as well, and give the receiver its verifyToken.",
};

/** What to say where a wrong verify token was not refused. */
export function adviseOnForgedChallenge(status: number, echoed: boolean): Advice {
  const answer = `A wrong verify token was answered with ${status}`;
  return {
    reason: echoed ? `${answer} and the challenge: everyone can verify this address as theirs.` : `${answer}.`,
    fix: "Compare hub.verify_token before anything else, and answer 403 without the challenge.",
  };
}
