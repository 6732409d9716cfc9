import { InvalidInputError } from "../errors/index.ts";

/**
 * The time if it is known and not before another.
 *
 * @internal
 */
export function ifSince(time: number | undefined, since: number): number | undefined {
  return time !== undefined && time >= since ? time : undefined;
}

/**
 * Unix milliseconds of an argument.
 *
 * @throws InvalidInputError naming the argument.
 * @internal
 */
export function readTime(field: string, value: unknown): number {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.getTime();
  throw new InvalidInputError(field, "is no valid Date.");
}
