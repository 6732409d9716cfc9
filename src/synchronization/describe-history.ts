import type { HistoryFacts } from "./history-facts.ts";
import { largestTrackedOrder, type PhaseFacts } from "./phases.ts";
import { gapsBetween } from "./ranges.ts";
import { hashesIn, joinSamples, scaleOf } from "./sample.ts";
import type { HistoryPhase, MediaCounts, MessageCount } from "./synchronization.ts";

/** @internal */
export function describePhases({ phases }: HistoryFacts): HistoryPhase[] {
  return Object.entries(phases)
    .map(([phase, facts]) => describePhase(Number(phase), facts))
    .sort((left, right) => left.phase - right.phase);
}

function describePhase(phase: number, { highestChunkOrder, orders }: PhaseFacts): HistoryPhase {
  if (highestChunkOrder === undefined) return { phase, gaps: [] };
  // Meta counts from 1.
  const gaps = gapsBetween(orders, 1, Math.min(highestChunkOrder, largestTrackedOrder));
  return { phase, highestChunkOrder, gaps: gaps.map(([first, last]) => ({ first, last })) };
}

/** @internal */
export function countMessages({ messages }: HistoryFacts): MessageCount {
  const scale = scaleOf(messages);
  return { count: Math.round(hashesIn(messages).length * scale), exact: scale === 1 };
}

/** @internal */
export function countMedia(facts: HistoryFacts): MediaCounts {
  const scale = scaleOf(joinSamples(facts.placeholders, facts.assets));
  const placeholders = new Set(hashesIn(facts.placeholders));
  const assets = new Set(hashesIn(facts.assets));
  const without = (some: Set<string>, others: Set<string>) => [...some].filter((hash) => !others.has(hash)).length;
  const estimate = (count: number) => Math.round(count * scale);
  return {
    placeholders: estimate(placeholders.size),
    assets: estimate(assets.size),
    waiting: estimate(without(placeholders, assets)),
    withoutPlaceholder: estimate(without(assets, placeholders)),
    exact: scale === 1,
  };
}
