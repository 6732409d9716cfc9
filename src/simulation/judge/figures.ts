import type { SimulationFigures } from "../report.ts";
import type { Traffic } from "../send-traffic.ts";

/** The forgeries that are sent before the traffic begins. */
const forgedBefore = 2;

/** Adds up what was sent. */
export function measure(traffic: Traffic | undefined, duration: number): SimulationFigures {
  if (traffic === undefined) return { ...nothing, duration: Math.round(duration) };
  const { tally, intruder } = traffic;
  const { webhooks, repeated, bytes, attempts, retried, dropped } = tally;
  const [messages, messagesOfLarge] = [Math.round(tally.messages), Math.round(tally.messagesOfLarge)];
  const times = sorted([...tally.times.small, ...tally.times.large]);
  return {
    ...{ webhooks, repeated, messages, messagesOfLarge, bytes, attempts, retried, dropped },
    forged: intruder.sent + forgedBefore,
    statuses: Object.fromEntries(tally.statuses),
    unanswered: { ...tally.unanswered },
    milliseconds: { median: quantile(times, 0.5), p99: quantile(times, 0.99), longest: quantile(times, 1) },
    duration: Math.round(duration),
  };
}

const nothing: Omit<SimulationFigures, "duration"> = {
  ...{
    webhooks: 0,
    repeated: 0,
    messages: 0,
    messagesOfLarge: 0,
    bytes: 0,
    attempts: 0,
    retried: 0,
    dropped: 0,
    forged: 0,
  },
  statuses: {},
  unanswered: { cut: 0, broken: 0, late: 0 },
  milliseconds: { median: 0, p99: 0, longest: 0 },
};

/** The times from the shortest to the longest. */
export function sorted(times: readonly number[]): Float64Array {
  return Float64Array.from(times).sort();
}

/** The time within which this part of all ended, of times in order. 0 where there are none. */
export function quantile(times: Float64Array, part: number): number {
  return times[Math.max(0, Math.ceil(times.length * part) - 1)] ?? 0;
}
