/**
 * Writes a number with its noun.
 *
 * @internal
 */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}
