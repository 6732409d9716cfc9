import { type FailedPrecondition, type Precondition, PreconditionError } from "./precondition-error.ts";

/**
 * Something that is not as it has to be, in the words that an onboarding and a diagnosis share.
 *
 * @internal
 */
export interface Problem<Condition extends Precondition = Precondition> {
  readonly condition: Condition;
  /** What is so. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix: string;
}

/**
 * Makes the error with which an onboarding stops.
 *
 * @internal
 */
export function notReady(problems: readonly Problem[]): PreconditionError {
  return new PreconditionError(
    problems.map(({ condition, reason, fix }): FailedPrecondition => ({ condition, fix: `${reason} ${fix}` })),
  );
}
