import { InvalidInputError } from "../../errors/index.ts";
import { longestTimer } from "../../runtime/positive-number.ts";

/**
 * Hands back an id of Meta's: digits, as text.
 *
 * @throws InvalidInputError naming the argument.
 */
export function requireId(field: string, value: unknown): string {
  if (typeof value === "string" && /^\d{1,32}$/.test(value)) return value;
  throw new InvalidInputError(field, "is no id: digits only, as text.");
}

/** @throws InvalidInputError for what is no time in milliseconds that a timer can be set to. */
export function requireDuration(field: string, value: number): void {
  if (!(value >= 0 && value <= longestTimer)) throw new InvalidInputError(field, "is no time in milliseconds.");
}
