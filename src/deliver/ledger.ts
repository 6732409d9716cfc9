import type { CoexistenceEvent } from "../model/index.ts";

/** What a listener does in the transaction that makes its event done. */
export type Work = (database: unknown) => void;

/** Why an event was given up. */
export interface GivenUp {
  readonly attempts: number;
  /** What the last attempt threw, shortened. */
  readonly reason: string;
}

/** What remembers, for as long as senders repeat webhooks, what became of events. */
export interface Ledger {
  /** Whether an event is done or was given up. What was done in an earlier onboarding of its number is not. */
  isSettled(event: CoexistenceEvent): boolean | Promise<boolean>;
  /**
   * Notes that an attempt begins, so that one in whose middle the process ends is counted as well.
   *
   * @param before - how many attempts this process has made.
   * @returns which attempt this is, over all processes: 1 at first.
   */
  begin(event: CoexistenceEvent, before: number): number | Promise<number>;
  /**
   * Does the work and marks the event as done, all of it or nothing.
   *
   * @returns what the work threw, where it did. A rejection means that the store cannot be written to now.
   */
  done(event: CoexistenceEvent, work: readonly Work[]): Promise<Failure | undefined>;
  /** Puts an event aside, to be looked at by a person. */
  giveUp(event: CoexistenceEvent, why: GivenUp): Promise<void>;
}

/** What a listener threw, or its work in the transaction. */
export interface Failure {
  readonly error: unknown;
}
