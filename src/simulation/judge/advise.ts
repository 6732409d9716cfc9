import type { Advice } from "../../probe/advice/advice.ts";
import { answerSoon } from "../../probe/advice/answer-soon.ts";
import { adviseOnAcknowledgement } from "../../probe/advice/on-acknowledgement.ts";
import { adviseOnNoAnswer } from "../../probe/advice/on-no-answer.ts";
import { type Failure, type Tally, total } from "../tally.ts";
import type { Evidence } from "./evidence.ts";
import { quantile, sorted } from "./figures.ts";

/** Which of the probe's webhooks a failure is like: the advice depends on it. */
type Likeness = "signed" | "large_history" | "repeated";

/** What to say about the most frequent of these failures. */
export function adviseOnFailures(
  likeness: Likeness,
  failures: ReadonlyMap<Failure, number>,
  { settings, tally }: Evidence,
): Advice {
  const [failure = "connection"] = byFrequency(failures)[0] ?? [];
  const { timeout, sender } = settings;
  const isTooLarge = likeness === "large_history" && tally.results.ordinary.accepted > 0;
  const noAnswer = (kind: "broken" | "timed_out" | "redirected", status?: number): Advice =>
    adviseOnNoAnswer(
      { failure: kind, milliseconds: 0, ...(status === undefined ? {} : { status }) },
      timeout,
      isTooLarge,
    );
  if (failure === "connection") return noAnswer("broken");
  if (failure === "timeout") return noAnswer("timed_out");
  if (failure >= 300 && failure < 400) return noAnswer("redirected", failure);
  if (failure >= 500 && likeness !== "repeated") {
    const advice = adviseOnServerError(likeness, failure, tally);
    if (advice !== undefined) return advice;
  }
  // What ails the small ones as well is no matter of size.
  const [small] = byFrequency(tally.results.ordinary.failures)[0] ?? [200];
  return adviseOnAcknowledgement(likeness, failure, sender.credential, typeof small === "number" ? small : undefined);
}

// A receiver that waits for its listeners gives up after some seconds, before its sender does.
const longWait = 3_000;

/** What to say about a 5xx, which is a receiver's word for many things. Undefined where nothing more can be told. */
function adviseOnServerError(
  likeness: Likeness,
  status: number,
  { accepted, statuses, times, results }: Tally,
): Advice | undefined {
  if (accepted === 0) {
    // Two limits, one behind the other: the parser's own for the large ones, and no raw body for the others.
    return statuses.has(413) ? { reason: `The answers are ${status} and 413.`, fix: parsedBefore } : undefined;
  }
  const longest = quantile(sorted(likeness === "large_history" ? times.large : times.small), 1);
  if (longest >= longWait) {
    return { reason: `Genuine webhooks were answered with ${status}, after up to ${longest} ms.`, fix: answerSoon };
  }
  return likeness === "signed" || results.ordinary.failures.has(status)
    ? { reason: `Genuine webhooks were answered with ${status}, and others with 200.`, fix: nowAndThen }
    : undefined;
}

const parsedBefore =
  "Something parses bodies before they are verified, and has a limit of its own: mount the webhook before express.json() and the like.";
const nowAndThen = "Mostly a listener throws, or a store is away: register onError, and look at what it is told.";

/** Lists failures, as in "503 (12), no answer in time (1)". */
export function describeFailures(failures: ReadonlyMap<Failure, number>): string {
  return byFrequency(failures)
    .map(([failure, count]) => `${words[failure] ?? failure} (${count})`)
    .join(", ");
}

const words: Readonly<Record<Failure, string>> = {
  connection: "a broken connection",
  timeout: "no complete answer in time",
};

/** The failures of several classes together. */
export function join(lists: readonly ReadonlyMap<Failure, number>[]): Map<Failure, number> {
  const joined = new Map<Failure, number>();
  for (const [failure, count] of lists.flatMap((list) => [...list])) {
    joined.set(failure, (joined.get(failure) ?? 0) + count);
  }
  return joined;
}

/** Tells how many something is of how many, as in "3 of 1,200". */
export function outOf(count: number, all: number): string {
  return `${count.toLocaleString("en-US")} of ${all.toLocaleString("en-US")}`;
}

function byFrequency<Key>(counts: ReadonlyMap<Key, number>): [Key, number][] {
  return total(counts) === 0 ? [] : [...counts].sort(([, one], [, other]) => other - one);
}
