import { CoexistenceError } from "../errors/index.ts";
import { quoteWhatParsingLoses } from "./careful.ts";
import { isHarmless } from "./harmless.ts";
import { printJson } from "./print-json.ts";

/**
 * Decodes the bytes of a webhook, strictly and without losing anything:
 *
 * - UTF-8 only. A byte order mark is skipped.
 * - A number that JavaScript cannot hold (an integer above 2^53, or one that would become Infinity) becomes a string
 *   with the sender's digits.
 * - What is nested deeper than 64 levels becomes a string with its JSON text.
 * - The key `__proto__` is left out at every depth, and so is `constructor` where it holds a `prototype`: copying such
 *   an object by hand would change the prototype of something else.
 *
 * @throws CoexistenceError `invalid_utf8` or `invalid_json`.
 * @internal
 */
export function decodeBytes(bytes: Uint8Array): unknown {
  return decodeJson(textOf(bytes));
}

/**
 * Decodes a body that is text already, with the guarantees of {@link decodeBytes}.
 *
 * @throws CoexistenceError `invalid_json`.
 * @internal
 */
export function decodeText(text: string): unknown {
  // Turning bytes into text by hand keeps the mark that decodeBytes skips.
  return decodeJson(text.startsWith(byteOrderMark) ? text.slice(1) : text);
}

const byteOrderMark = "\ufeff";

function decodeJson(text: string): unknown {
  const value = parseJson(text);
  // Nearly always true, and much cheaper than looking through the text first.
  return isHarmless(value) ? value : parseJson(quoteWhatParsingLoses(text), withoutRiskyKeys);
}

/**
 * Gives a value that something else has parsed the guarantees of {@link decodeBytes}.
 *
 * @throws CoexistenceError `invalid_json` for what JSON cannot say, such as a cycle.
 * @internal
 */
export function decodeObject(value: unknown): unknown {
  if (isHarmless(value)) return value;
  const text = printJson(value);
  if (text === undefined) throw new CoexistenceError("invalid_json", "The value cannot be written as JSON.");
  return parseJson(quoteWhatParsingLoses(text), withoutRiskyKeys);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CoexistenceError("invalid_utf8", "The body is not valid UTF-8.");
  }
}

function parseJson(text: string, reviver?: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    // The parser's own message quotes the body, so it goes no further.
    throw new CoexistenceError("invalid_json", "The body is not JSON.");
  }
}

function withoutRiskyKeys(key: string, value: unknown): unknown {
  if (key === "__proto__") return undefined;
  if (key === "constructor" && typeof value === "object" && value !== null && Object.hasOwn(value, "prototype")) {
    return undefined;
  }
  return value;
}
