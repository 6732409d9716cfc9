import type { Advice } from "../../probe/advice/advice.ts";
import type { Results } from "../tally.ts";
import { adviseOnFailures, describeFailures, join, outOf } from "./advise.ts";
import { type Evidence, type Judgement, nothingAccepted } from "./evidence.ts";

/** Tells whether every genuine webhook was answered 200 in the end. */
export function judgeAccepted(evidence: Evidence): Judgement {
  const { tally, isCutShort } = evidence;
  const { webhooks, accepted, dropped } = tally;
  if (accepted === webhooks) return { verdict: "passed" };
  const { reason, fix } = adviseOnFailures("signed", failuresOfAll(evidence), evidence);
  if (accepted === 0) return { verdict: "failed", reason: `Not one webhook was answered 200. ${reason}`, fix };
  const about = [...tally.droppedAbout]
    .map(([kind, count]) => `${kind} (${count})`)
    .sort()
    .join(", ");
  const end = isCutShort ? " The simulation ended there." : "";
  return {
    verdict: "failed",
    reason: `${outOf(dropped, webhooks)} webhooks were given up, about ${about}.${end} ${reason}`,
    fix,
  };
}

/** From which share of all on webhooks that had to be sent again are a failure. */
const mostLate = 0.1;

/** Tells how many webhooks had to come again, although nobody cut their connection. */
export function judgeFirstTry(evidence: Evidence): Judgement {
  const { tally } = evidence;
  if (tally.accepted === 0) return nothingAccepted;
  const late = Object.values(tally.results).reduce((sum, results) => sum + results.late, 0);
  // The other classes have a check of their own for what was never accepted.
  const never = tally.results.ordinary.dropped;
  if (late + never === 0) return { verdict: "passed" };
  const failures = failuresOfAll(evidence);
  const { fix } = adviseOnFailures("signed", failures, evidence);
  return {
    verdict: (late + never) / tally.webhooks > mostLate ? "failed" : "slow",
    reason: `${outOf(late + never, tally.webhooks)} webhooks were not accepted at once. Failed attempts: ${describeFailures(failures)}.`,
    fix,
  };
}

/** Tells whether what was there already is answered 200. */
export function judgeRepeated(evidence: Evidence): Judgement {
  const { repeated, ordinary } = evidence.tally.results;
  // Of what was not accepted either time, no receiver can say that it came twice.
  const isRefused = [...repeated.droppedEvents].some((event) => !ordinary.droppedEvents.has(event));
  const likeness = isRefused ? "repeated" : "signed";
  return judgeClass(repeated, "Nothing was sent a second time: that depends on chaos.", evidence, () =>
    adviseOnFailures(likeness, repeated.failures, evidence),
  );
}

/** Tells whether webhooks of 3 MB are answered 200. */
export function judgeLarge(evidence: Evidence): Judgement {
  const { large } = evidence.tally.results;
  return judgeClass(large, "There was nothing as large.", evidence, () =>
    adviseOnFailures("large_history", large.failures, evidence),
  );
}

/** Tells whether news of the account are answered 200. */
export function judgeAccount(evidence: Evidence): Judgement {
  const { account } = evidence.tally.results;
  const none =
    evidence.settings.sender.credential === "appSecret"
      ? "The scenario holds no news of the account."
      : "Nothing says that 360dialog passes account_update on.";
  return judgeClass(account, none, evidence, () => ({
    reason: `Webhooks of the field account_update were not answered 200: ${describeFailures(account.failures)}.`,
    fix: "Answer 200 to every field that is genuine. An account_update names no number in metadata, and holds no messages. If a listener throws, onError is told what.",
  }));
}

function judgeClass(
  { accepted, dropped, failures }: Results,
  none: string,
  { tally, isCutShort }: Evidence,
  advise: () => Advice,
): Judgement {
  if (tally.accepted === 0) return nothingAccepted;
  if (dropped > 0) return { verdict: "failed", ...advise() };
  if (accepted > 0) return { verdict: "passed" };
  // Where the simulation was cut short, attempts may have failed without an end.
  if (failures.size > 0) return { verdict: "failed", ...advise() };
  return { verdict: "left_out", reason: isCutShort ? "The simulation ended before it." : none };
}

function failuresOfAll({ tally }: Evidence): ReturnType<typeof join> {
  return join(Object.values(tally.results).map(({ failures }) => failures));
}
