import { CoexistenceError } from "../errors/index.ts";

/**
 * The longest time a timer can be set to, in milliseconds. Timers count in 31 bits, and one that is set to more ends at
 * once.
 *
 * @internal
 */
export const longestTimer = 2 ** 31 - 1;

/**
 * Hands back the value of an option that has to be a positive number.
 *
 * @throws CoexistenceError `invalid_option`, naming the option.
 * @internal
 */
export function requirePositive(option: string, value: number, largest: number = Number.MAX_VALUE): number {
  if (typeof value === "number" && value > 0 && value <= largest) return value;
  const limit = largest === Number.MAX_VALUE ? "" : ` up to ${largest}`;
  throw new CoexistenceError("invalid_option", `${option} is not a positive number${limit}.`);
}
