import type { Sender } from "../payloads/sender.ts";
import type { Advice } from "./advice/advice.ts";
import { answerSoon } from "./advice/answer-soon.ts";
import { adviseOnAcknowledgement } from "./advice/on-acknowledgement.ts";
import { adviseOnChallenge, adviseOnForgedChallenge } from "./advice/on-challenge.ts";
import { adviseOnNoAnswer } from "./advice/on-no-answer.ts";
import { adviseOnRefusal } from "./advice/on-refusal.ts";
import type { ProbeName, ProbeResult } from "./report.ts";
import type { Answer, Reply } from "./send.ts";

/** What the right answer is. */
export type Expectation = "acknowledgement" | "refusal" | { readonly challenge: string } | { readonly refused: string };

/** What a reply is judged by. */
export interface Circumstances {
  readonly sender: Sender;
  readonly timeout: number;
  /** What the probes before it found. */
  readonly found: readonly ProbeResult[];
}

// Meta's page on webhooks: half of the answers within 250 ms, fewer than one in a hundred above a second. 360dialog's
// page on a stable endpoint says the same.
const slowMilliseconds = 1_000;

/** Tells what a reply means. */
export function judge(
  probe: ProbeName,
  expectation: Expectation,
  reply: Reply,
  circumstances: Circumstances,
): ProbeResult {
  const { sender, timeout, found } = circumstances;
  const limit = expectation === "acknowledgement" ? sender.patience : undefined;
  const facts = {
    ...(reply.status === undefined ? {} : { status: reply.status }),
    milliseconds: Math.round(reply.milliseconds),
    ...(limit === undefined ? {} : { limitMilliseconds: limit }),
  };
  const advice =
    "failure" in reply
      ? adviseOnNoAnswer(reply, timeout, probe === "large_history" && statusOf("signed", found) !== undefined)
      : (findMistake(probe, expectation, reply, circumstances) ?? findDelay(reply, limit));
  if (advice !== undefined) return { probe, verdict: "failed", ...facts, ...advice };
  // Nobody waits for the refusal of a forgery.
  const isForgery = expectation === "refusal" || (typeof expectation === "object" && "refused" in expectation);
  if (isForgery || reply.milliseconds <= slowMilliseconds) return { probe, verdict: "passed", ...facts };
  return { probe, verdict: "slow", ...facts, ...slow };
}

/** What is wrong with an answer, its time aside. */
function findMistake(
  probe: ProbeName,
  expectation: Expectation,
  { status, body }: Answer,
  { sender: { credential }, found }: Circumstances,
): Advice | undefined {
  const isRefusal = status >= 400 && status < 500;
  if (expectation === "acknowledgement") {
    if (status === 200) return undefined;
    return adviseOnAcknowledgement(probe, status, credential, statusOf("signed", found));
  }
  if (expectation === "refusal") return isRefusal ? undefined : adviseOnRefusal(status, credential);
  if ("challenge" in expectation) {
    return status === 200 && body === expectation.challenge ? undefined : adviseOnChallenge(status);
  }
  const isEchoed = body.includes(expectation.refused);
  return isRefusal && !isEchoed ? undefined : adviseOnForgedChallenge(status, isEchoed);
}

function statusOf(probe: ProbeName, found: readonly ProbeResult[]): number | undefined {
  return found.find((result) => result.probe === probe)?.status;
}

const slow: Advice = {
  reason:
    "The answer is right and took more than a second. Senders want half of them within 250 ms, and nearly all within a second.",
  fix: answerSoon,
};

function findDelay({ milliseconds }: Answer, limit: number | undefined): Advice | undefined {
  if (limit === undefined || milliseconds <= limit) return undefined;
  return { ...slow, reason: `The answer is right and came after ${limit} ms, when the sender had given up.` };
}
