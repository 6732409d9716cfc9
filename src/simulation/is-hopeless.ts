import type { Tally } from "./tally.ts";

// A receiver that has just been started may need a moment.
const patience = { failures: 32, milliseconds: 2_000 };
const mostDropped = 100;

/**
 * Tells whether enough is known: nothing was ever accepted, or a hundred webhooks were given up. What a sender would try for
 * seven days is of no use here.
 */
export function isHopeless({ accepted, failed, dropped }: Tally, milliseconds: number): boolean {
  const isDeaf = accepted === 0 && failed >= patience.failures && milliseconds >= patience.milliseconds;
  return isDeaf || dropped >= mostDropped;
}
