import type { Effect } from "./store.ts";
import { loadOf } from "./workload.ts";

/** What is different between what was acknowledged and what became of it. */
export interface Comparison {
  /** Webhooks that were acknowledged and of which something never arrived. */
  readonly lost: number;
  /** Events whose effects are there more than once. */
  readonly doubled: number;
  /** How often too much, over all events. */
  readonly repeats: number;
  /** Effects of what was never sent. */
  readonly invented: number;
  /** How many things listeners learnt. */
  readonly facts: number;
}

/** Holds the effects against what is in the webhooks of a run, all of which were acknowledged. */
export function compare(effects: readonly Effect[], webhooks: number, seed: number): Comparison {
  const counts = new Map<string, number>();
  const timesOf = new Map<string, number>();
  for (const { event, fact } of effects) {
    const times = (counts.get(fact) ?? 0) + 1;
    counts.set(fact, times);
    timesOf.set(event, Math.max(timesOf.get(event) ?? 0, times));
  }
  const facts = counts.size;
  let lost = 0;
  for (let place = 0; place < webhooks; place++) {
    const { facts } = loadOf(place, seed);
    if (facts.some((fact) => !counts.has(fact))) lost++;
    for (const fact of facts) counts.delete(fact);
  }
  const tooOften = [...timesOf.values()].map((times) => times - 1).filter((repeats) => repeats > 0);
  return {
    lost,
    doubled: tooOften.length,
    repeats: tooOften.reduce((sum, repeats) => sum + repeats, 0),
    invented: counts.size,
    facts,
  };
}
