import type { Shares } from "./traffic.ts";

/** What is sent in turn: nothing that is poison, the same once more, listeners that fail, and such that block as well. */
export type Kind = "quiet" | "quietAgain" | "failing" | "blocking";

const none: Shares = { throws: 0, hangs: 0, blocks: 0 };
const failing: Shares = { ...none, throws: 0.01, hangs: 0.01 };

/** How much of each is poison. */
export const shares: Readonly<Record<Kind, Shares>> = {
  quiet: none,
  quietAgain: none,
  failing,
  blocking: { ...failing, blocks: 0.001 },
};

/** The times of acknowledgements, a list for each block. */
export type Times = Readonly<Record<Kind, number[][]>>;

/**
 * The time within which 99 % of a block came, in milliseconds: that of the middle block, because a machine that does
 * something else for a second spoils a block or two.
 */
export function percentile99(blocks: readonly (readonly number[])[]): number {
  return middle(blocks.map((times) => at(times, 0.99)));
}

/** The time within which 99 % of all came, in milliseconds. */
export const percentile99OfAll = (blocks: readonly (readonly number[])[]): number => at(blocks.flat(), 0.99);

/**
 * How much longer acknowledgements take than without poison. Two series without it differ as well, by what else the
 * machine does: the slower one counts.
 */
export function ratioOf(kind: Kind, times: Times): number {
  return percentile99(times[kind]) / Math.max(percentile99(times.quiet), percentile99(times.quietAgain));
}

const middle = (values: readonly number[]): number => at(values, 0.5);

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}
