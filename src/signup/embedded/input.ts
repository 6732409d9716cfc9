import { InvalidInputError } from "../../errors/index.ts";
import { longestTimer } from "../../runtime/positive-number.ts";

/**
 * Hands back an option of the form that it has to have.
 *
 * @throws InvalidInputError naming the option.
 */
export function requireForm(field: string, value: unknown, form: RegExp, problem: string): string {
  if (typeof value === "string" && form.test(value)) return value;
  throw new InvalidInputError(field, problem);
}

/** Hands back an id of Meta's: digits, as text. */
export function requireMetaId(field: string, value: unknown): string {
  return requireForm(field, value, /^\d{1,32}$/, "is no id: digits only, as text.");
}

/** @throws InvalidInputError for what is no time in milliseconds that a timer can be set to. */
export function requireDuration(field: string, value: number): void {
  if (!(value >= 0 && value <= longestTimer)) throw new InvalidInputError(field, "is no time in milliseconds.");
}
