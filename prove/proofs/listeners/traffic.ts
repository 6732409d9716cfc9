import { parseWebhook } from "../../../src/index.ts";
import { Random } from "../../../src/payloads/random.ts";
import { type Poison, poisoned } from "../../receivers/poison.ts";
import { idOf, numberedWebhook } from "../../sending/numbered.ts";

/** How much of the traffic is poison. */
export type Shares = Readonly<Record<Poison, number>>;

/** A webhook to send, and what its listener does. */
export interface Load {
  readonly messageId: string;
  readonly eventId: string;
  readonly poison: Poison | undefined;
  readonly webhook: object;
}

/** Makes numbered webhooks, of which these shares are poison, at places of chance. */
export function traffic(first: number, count: number, shares: Shares, seed: number): Load[] {
  const random = new Random(seed);
  const poisons = new Map<number, Poison>();
  for (const poison of ["throws", "hangs", "blocks"] as const) {
    for (let left = Math.round(count * shares[poison]); left > 0; ) {
      const place = random.below(count);
      if (poisons.has(place)) continue;
      poisons.set(place, poison);
      left--;
    }
  }
  return Array.from({ length: count }, (_, place) => {
    const poison = poisons.get(place);
    const number = first + place;
    const webhook = numberedWebhook(number, poison && poisoned(poison));
    const [event] = parseWebhook(webhook);
    return { messageId: idOf(number), eventId: event?.id ?? "", poison, webhook };
  });
}
