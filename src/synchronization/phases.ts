import type { HistoryEvent } from "../model/index.ts";
import { larger } from "./larger.ts";
import { onlyPresent } from "./only-present.ts";
import { joinRanges, type Range } from "./ranges.ts";

/**
 * What is known of one phase of the history.
 *
 * @internal
 */
export interface PhaseFacts {
  /** The highest order of a chunk. */
  highestChunkOrder?: number;
  /** The orders that were seen, up to {@link largestTrackedOrder}. */
  orders: Range[];
}

/**
 * The phases that were seen, by their number.
 *
 * @internal
 */
export type Phases = Record<string, PhaseFacts>;

/**
 * Orders up to this one are remembered one by one. A chunk can hold thousands of messages, so a phase of more chunks is
 * not to be expected; and a limit by value, unlike one by the number of ranges, gives the same in any order.
 *
 * @internal
 */
export const largestTrackedOrder = 1000;

/** Meta documents 0, 1 and 2. There is room for one more. */
const largestPhase = 3;

/**
 * What a chunk says of its phase.
 *
 * @internal
 */
export function phasesOf({ phase, chunkOrder }: HistoryEvent): Phases {
  if (!isCount(phase) || phase > largestPhase) return {};
  if (!isCount(chunkOrder)) return { [phase]: { orders: [] } };
  const orders: Range[] = chunkOrder <= largestTrackedOrder ? [[chunkOrder, chunkOrder]] : [];
  return { [phase]: { highestChunkOrder: chunkOrder, orders } };
}

/** @internal */
export function joinPhases(left: Phases, right: Phases): Phases {
  const joined: Phases = { ...left };
  for (const [phase, facts] of Object.entries(right)) {
    const known = joined[phase];
    joined[phase] = known === undefined ? facts : joinPhase(known, facts);
  }
  return joined;
}

function joinPhase(left: PhaseFacts, right: PhaseFacts): PhaseFacts {
  return onlyPresent({
    highestChunkOrder: larger(left.highestChunkOrder, right.highestChunkOrder),
    orders: joinRanges(left.orders, right.orders),
  });
}

function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
