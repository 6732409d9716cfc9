import { IntakeError, isCoexistenceError } from "../errors/index.ts";
import type { DeadLetters } from "../intake/index.ts";

/**
 * Does something with the intake's store. What a driver throws names hosts, and in some drivers values: it becomes a
 * reason, which is not printed.
 *
 * @throws IntakeError for what is no error of this package.
 * @internal
 */
export async function guardStore<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw isCoexistenceError(error) ? error : new IntakeError(error);
  }
}

/** @internal */
export function guardDeadLetters(deadLetters: DeadLetters): DeadLetters {
  return {
    list: (options) => guardStore(() => deadLetters.list(options)),
    replay: (id) => guardStore(() => deadLetters.replay(id)),
    drop: (id) => guardStore(() => deadLetters.drop(id)),
  };
}
