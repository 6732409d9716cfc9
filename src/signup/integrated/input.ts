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

/**
 * Reads an address that a browser is sent to: https, or http on this machine. Anything else, `javascript:` above all,
 * would run or be read where it should not.
 *
 * @throws InvalidInputError naming the argument.
 */
export function requireAddress(field: string, value: unknown, base?: string): URL {
  const text = String(value ?? "").trim();
  const url = text !== "" && URL.canParse(text, base) ? new URL(text, base) : undefined;
  const isPlain = url?.protocol === "http:" && /^(localhost|\[::1\]|127(\.\d+){3})$/.test(url.hostname);
  if (url !== undefined && (url.protocol === "https:" || isPlain) && url.username === "") return url;
  throw new InvalidInputError(field, "is no https:// address.");
}
