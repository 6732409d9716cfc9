import { type Surroundings, UsageError } from "./command.ts";

/**
 * Reads a variable, as it stands there. A blank one is one that was never set.
 *
 * @internal
 */
export function readVariable(environment: Surroundings["environment"], name: string): string | undefined {
  const value = environment[name];
  return value?.trim() ? value : undefined;
}

/**
 * Reads a variable that is needed.
 *
 * @throws UsageError
 * @internal
 */
export function requireVariable(environment: Surroundings["environment"], name: string, what: string): string {
  const value = readVariable(environment, name);
  if (value !== undefined) return value;
  throw new UsageError(`Set a variable of the environment: ${name}, ${what}. Secrets are no arguments.`);
}
