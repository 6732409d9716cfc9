import { CoexistenceError } from "../errors/index.ts";
import { equalInConstantTime } from "./equal.ts";
import { shortestSecret } from "./secrets.ts";

// RFC 9110, section 5.1: a token.
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Checks the headers that were set together with a number's webhook URL. 360dialog signs nothing there, so these are
 * what tells its requests from anyone else's.
 *
 * @param expected - names and values, as given to {@link readSharedHeaders}.
 * @internal
 */
export function hasSharedHeaders(
  expected: ReadonlyMap<string, string>,
  header: (name: string) => string | null | undefined,
): boolean {
  let same = true;
  // No early exit: which of several headers was wrong stays unknown.
  for (const [name, value] of expected) same = equalInConstantTime(header(name) ?? "", value) && same;
  return same;
}

/**
 * Reads the option `webhookHeaders` and refuses what would let anyone in, or nobody.
 *
 * White space around a value is removed, as HTTP does it on the way.
 *
 * @throws CoexistenceError `secret_missing`, `secret_too_short` or `invalid_option`.
 * @internal
 */
export function readSharedHeaders(headers: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (!headerName.test(name)) {
      throw new CoexistenceError("invalid_option", "webhookHeaders has a name that no HTTP header can have.");
    }
    if (read.has(name.toLowerCase())) {
      throw new CoexistenceError("invalid_option", "webhookHeaders names one header twice.");
    }
    const text = typeof value === "string" ? value.trim() : "";
    if (text === "") throw new CoexistenceError("secret_missing", "webhookHeaders has a header with a blank value.");
    read.set(name.toLowerCase(), text);
  }
  if (read.size === 0) throw new CoexistenceError("secret_missing", "webhookHeaders names no header.");
  if (![...read.values()].some((value) => value.length >= shortestSecret)) {
    throw new CoexistenceError(
      "secret_too_short",
      `None of webhookHeaders has ${shortestSecret} characters or more. At least one must be a secret.`,
    );
  }
  return read;
}
