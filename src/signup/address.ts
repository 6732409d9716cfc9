import { InvalidInputError } from "../errors/index.ts";

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
  const isOpen = url?.username === "" && url.password === "";
  if (isOpen && (url.protocol === "https:" || isPlain)) return url;
  throw new InvalidInputError(field, "is no https:// address.");
}
