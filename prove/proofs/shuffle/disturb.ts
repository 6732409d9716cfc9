import type { Random } from "../../../src/payloads/random.ts";
import type { MetaWebhook } from "../../../src/schemas/index.ts";
import { splitInTwo } from "./split-in-two.ts";

/** How a sender disturbed what it had to say. */
export interface Disturbed {
  readonly webhooks: readonly MetaWebhook[];
  readonly splits: number;
  readonly merges: number;
}

/** Sends each webhook one to ten times, some copies in two parts, all in any order, and some together as one. */
export function disturb(webhooks: readonly MetaWebhook[], random: Random): Disturbed {
  const parts: MetaWebhook[] = [];
  let copies = 0;
  for (const webhook of webhooks) {
    const times = 1 + random.below(10);
    for (let time = 0; time < times; time++) {
      copies++;
      parts.push(...(random.chance(0.3) ? splitInTwo(webhook, random) : [webhook]));
    }
  }
  const all = mergeSome(shuffle(parts, random), random);
  return { webhooks: all, splits: parts.length - copies, merges: parts.length - all.length };
}

function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  const shuffled = [...items];
  for (let end = shuffled.length - 1; end > 0; end--) {
    const other = random.below(end + 1);
    [shuffled[end], shuffled[other]] = [shuffled[other] as Item, shuffled[end] as Item];
  }
  return shuffled;
}

function mergeSome(webhooks: readonly MetaWebhook[], random: Random): MetaWebhook[] {
  const merged: MetaWebhook[] = [];
  for (const webhook of webhooks) {
    const last = merged.at(-1);
    if (last === undefined || !random.chance(0.25)) merged.push(webhook);
    else merged[merged.length - 1] = { ...last, entry: [...last.entry, ...webhook.entry] };
  }
  return merged;
}
