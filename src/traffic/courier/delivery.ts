import type { HappeningKind } from "../scenario/happening.ts";

/** One attempt to deliver a webhook. */
export interface Attempt {
  /** When it began, by the emulator's clock. */
  readonly at: Date;
  /** How long the answer took, in milliseconds of real time. */
  readonly milliseconds: number;
  /** The HTTP status of the answer. Absent where there was none. */
  readonly status?: number;
  /** Why there was none. */
  readonly failure?: "cut_by_sender" | "connection" | "timeout";
}

/** A webhook, and what became of it. */
export interface Delivery {
  /** Counts from 1. */
  readonly number: number;
  /** The number it is about. */
  readonly phoneNumberId: string;
  /** What it reports; the first, where several are in it. */
  readonly about: HappeningKind | "partner";
  /** Where it was sent last. A further destination gets a delivery of its own. Absent where nobody wanted it. */
  readonly url?: string;
  /** What it reports, by an id of its own: where the same webhook is sent again, it is the same. */
  readonly event: string;
  /** How many changes are in it. */
  readonly changes: number;
  /** How many messages are in it. */
  readonly messages: number;
  /** How large its body is. */
  readonly bytes: number;
  /** Whether the same webhook was sent before. */
  readonly isRepeated: boolean;
  /** How far the history is with it, in percent. */
  readonly progress?: number;
  /** `waiting` as long as it was not answered 200; then `accepted`, or `dropped`. */
  readonly state: "waiting" | "accepted" | "dropped";
  /**
   * Why it was dropped: nobody was subscribed to it, or had an address; it was repeated for as long as a sender repeats; or
   * the sender was closed meanwhile.
   */
  readonly droppedBecause?: "nobody_subscribed" | "too_old" | "closed";
  /** Every attempt so far. */
  readonly attempts: readonly Attempt[];
}
