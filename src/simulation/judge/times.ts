import { answerSoon } from "../../probe/advice/answer-soon.ts";
import { outOf } from "./advise.ts";
import { type Evidence, type Judgement, nothingAccepted } from "./evidence.ts";
import { quantile, sorted } from "./figures.ts";

// Meta's page on webhooks: half of the answers within 250 ms, fewer than one in a hundred above a second. 360dialog's
// page on a stable endpoint says the same.
const wanted = { median: 250, late: 1_000, share: 0.01 };

/** Tells whether webhooks of ordinary size are answered as quickly as senders want it. */
export function judgePace({ tally, settings }: Evidence): Judgement {
  if (tally.accepted === 0) return nothingAccepted;
  const times = sorted(tally.times.small);
  const unfinished = tally.unanswered.late;
  if (unfinished > 0) {
    const reason = `${outOf(unfinished, tally.attempts)} answers were not complete after ${settings.timeout} ms.`;
    return { verdict: "failed", reason, fix: answerSoon };
  }
  const median = quantile(times, 0.5);
  const late = times.filter((time) => time > wanted.late).length / Math.max(1, times.length);
  if (median <= wanted.median && late < wanted.share) return { verdict: "passed" };
  return {
    verdict: "slow",
    reason: `Half of the answers took ${median} ms or less, and ${(late * 100).toFixed(1)} % more than a second. Senders want half of them within 250 ms, and nearly all within a second.`,
    fix: answerSoon,
  };
}

/** How many chunks of history it takes to tell. */
const fewest = 50;
/** What is by far: so many times as long, and by so many milliseconds. */
const byFar = { times: 3, milliseconds: 100 };

/** Tells whether a receiver gets slower while a history arrives. */
export function judgeSteadiness({ tally }: Evidence): Judgement {
  if (tally.accepted === 0) return nothingAccepted;
  const { chunks } = tally.times;
  if (chunks.length < fewest) return { verdict: "left_out", reason: "There were too few chunks of history to tell." };
  const tenth = Math.floor(chunks.length / 10);
  const first = quantile(sorted(chunks.slice(0, tenth)), 0.5);
  const last = quantile(sorted(chunks.slice(-tenth)), 0.5);
  if (last <= first * byFar.times || last - first <= byFar.milliseconds) return { verdict: "passed" };
  return {
    verdict: "slow",
    reason: `The first chunks of history were answered within ${first} ms, the last ones within ${last} ms.`,
    fix: "Look for what grows with what is stored: a search without an index, a list that is kept in memory.",
  };
}
