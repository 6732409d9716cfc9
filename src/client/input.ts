import { InvalidInputError } from "../errors/index.ts";

/**
 * Hands back an id of Meta's: digits, as text, because many are longer than a JavaScript number can hold.
 *
 * @throws InvalidInputError naming the argument.
 */
export function requireMetaId(field: string, value: unknown): string {
  if (typeof value === "string" && /^\d{1,32}$/.test(value)) return value;
  if (typeof value === "number" || typeof value === "bigint") {
    throw new InvalidInputError(field, "is a number. Keep ids as text: many are longer than a number can hold.");
  }
  if (value === undefined || value === null || value === "") throw new InvalidInputError(field, "is missing.");
  throw new InvalidInputError(field, "is no id: digits only, not a phone number with its +.");
}

/** Hands back an id of another form: letters, digits, `_` and `-`. */
export function requireId(field: string, value: unknown): string {
  if (typeof value === "string" && /^[\w-]{1,128}$/.test(value)) return value;
  throw new InvalidInputError(field, "is no id: letters, digits, - and _ only.");
}

/**
 * Hands back a token, secret or code, without the white space that comes from files and environment variables.
 *
 * @throws InvalidInputError for one that is absent, blank, or could not be put into a header.
 */
export function requireToken(field: string, value: unknown): string {
  const token = typeof value === "string" ? value.trim() : "";
  if (token === "") throw new InvalidInputError(field, "is missing or blank.");
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new InvalidInputError(field, "holds white space or characters beyond ASCII.");
  return token;
}

/** Hands back the members of an argument that groups them. */
export function requireObject<Value extends object>(field: string, value: Value): Value {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new InvalidInputError(field, "is no object.");
}

/** Hands back a text that is not blank. */
export function requireText(field: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new InvalidInputError(field, "is missing or blank.");
}

/** Hands back a number above 0. */
export function requirePositive(field: string, value: unknown, largest = Number.MAX_VALUE): number {
  if (typeof value === "number" && value > 0 && value <= largest) return value;
  const limit = largest === Number.MAX_VALUE ? "" : ` up to ${largest}`;
  throw new InvalidInputError(field, `is not a positive number${limit}.`);
}

/** Hands back one of the words that are allowed. */
export function requireOneOf<const Word extends string>(field: string, words: readonly Word[], value: unknown): Word {
  const word = words.find((allowed) => allowed === value);
  if (word !== undefined) return word;
  throw new InvalidInputError(field, `is none of ${words.map((allowed) => JSON.stringify(allowed)).join(", ")}.`);
}
