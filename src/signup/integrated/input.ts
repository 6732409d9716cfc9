import { InvalidInputError } from "../../errors/index.ts";

/**
 * Hands back the id of a partner.
 *
 * @throws InvalidInputError `partnerId`.
 */
export function requirePartnerId(value: unknown): string {
  if (isId(value)) return value;
  throw new InvalidInputError("partnerId", "is no id: letters, digits, - and _ only.");
}

/** Tells whether a value looks like an id of 360dialog's: `…PA`, `…CL`, `…CH`. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,128}$/.test(value);
}
