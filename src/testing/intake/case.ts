import type { Trial } from "./trial.ts";

/** What a case is about that an intake need not have. */
export type Need = "deadLetters" | "synchronizations" | "crash";

/** Something that an intake promises, and how that is found out. */
export interface Case {
  /** What an intake does that keeps the promise: "delivers …". */
  readonly name: string;
  readonly needs?: Need;
  /** Throws a sentence about the intake where it does not. */
  run(trial: Trial): Promise<void>;
}
