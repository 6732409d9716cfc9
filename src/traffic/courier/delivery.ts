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
  /** The number it is about. Absent for news of a partner's own. */
  readonly phoneNumberId?: string;
  /** What it reports; the first, where several are in it. */
  readonly about: HappeningKind | "partner";
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
  /**
   * `waiting` as long as it was not answered 200; then `accepted`; `dropped` where the sender gave up, or where there is
   * nobody to send it to.
   */
  readonly state: "waiting" | "accepted" | "dropped";
  readonly attempts: readonly Attempt[];
}
