import type { IntakeFactory } from "../../intake/index.ts";

/**
 * Makes the intake that is tested, on a store of this name: a file, a schema, a prefix of keys.
 *
 * Called with a new name, the store is empty. Called with the same name again, it is the same store: after a restart, or
 * for another process beside the first. Names are lower-case letters, digits and `_`, at most 40 of them.
 */
export type IntakeUnderTest = (store: string) => IntakeFactory | Promise<IntakeFactory>;

/** What an intake promises. */
export type IntakePart =
  /** Every body is taken over, and comes out as it came in. */
  | "acceptance"
  /** What was accepted, and what was done, is known to the next process and to those beside it. */
  | "durability"
  /** What is done is not done again. */
  | "once"
  /** The events of a chat stay in order, and wait for nobody else's. */
  | "order"
  /** What failed is repeated, and harms nothing else. */
  | "delivery"
  /** What was given up is kept, where the intake has `deadLetters`. */
  | "dead letters"
  /** No change of a state is lost, where the intake has `synchronizations`. */
  | "synchronizations"
  /** What is under way is finished, and nothing more is begun. */
  | "close";

/** How an intake is tested. */
export interface IntakeTestOptions {
  /** Only these parts. Default: all. */
  readonly parts?: readonly IntakePart[];
  /**
   * How long the intake may take for anything, in milliseconds: to deliver what another process had under way, to repeat
   * an event until it is given up. Nothing waits longer than it has to. Default: 60,000.
   */
  readonly patience?: number;
  /**
   * Ends everything that holds a store open, as the end of the process would, and without telling the intake: closes its
   * database, cuts its connections. Without it, the case that needs a crash is skipped.
   */
  readonly crash?: (store: string) => void | Promise<void>;
}
