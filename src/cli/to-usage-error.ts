import { InvalidInputError } from "../errors/index.ts";
import { UsageError } from "./command.ts";

/**
 * Turns what the library says of an argument into what it means on the command line. Values are in neither.
 *
 * @param names - what the arguments are called there.
 * @internal
 */
export function toUsageError(error: unknown, names: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const name = names[error.field];
  return new UsageError(name === undefined ? error.message : name + error.message.slice(error.field.length));
}
