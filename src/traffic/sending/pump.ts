import type { Clock } from "../clock.ts";
import type { Consignment, Courier } from "../courier/courier.ts";
import type { Pause } from "../scenario/happening.ts";
import type { Consigner } from "./consign.ts";
import type { Sending } from "./disorder.ts";

/** How to send it. */
export interface PumpOptions {
  readonly courier: Courier;
  readonly consigner: Consigner;
  readonly clock: Clock;
  /** How long to wait between two webhooks, in milliseconds of the clock. Default: not at all, as in a burst. */
  readonly pace?: number | undefined;
  /** Is told of each webhook that was handed over. */
  readonly onSent?: ((consignment: Consignment) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one webhook after the other, as fast as the courier takes them. They are made when it is their turn.
 *
 * @returns when each was attempted, or is about to be.
 */
export async function pump(sendings: Iterable<Sending | Pause>, options: PumpOptions): Promise<void> {
  const { courier, consigner, clock, pace = 0, onSent, signal } = options;
  for (const sending of sendings) {
    if (signal?.aborted) return;
    if ("seconds" in sending) {
      await clock.wait(sending.seconds * 1_000, signal);
      continue;
    }
    for (const consignment of consigner.consign(sending)) {
      await courier.hasRoom(consignment.lane);
      courier.send(consignment);
      onSent?.(consignment);
    }
    if (pace > 0) await clock.wait(pace, signal);
  }
}
