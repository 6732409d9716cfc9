import { CoexistenceError } from "../errors/index.ts";
import { equalInConstantTime } from "./equal.ts";

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
 * Reads the option `webhookHeaders` and refuses what would let anyone in.
 *
 * @throws CoexistenceError `secret_missing`, `secret_too_short` or `invalid_option`.
 * @internal
 */
export function readSharedHeaders(headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  if (entries.length === 0 || entries.some(([, value]) => typeof value !== "string" || value.trim() === "")) {
    throw new CoexistenceError("secret_missing", "webhookHeaders names no header, or one with a blank value.");
  }
  if (!entries.some(([, value]) => value.length >= 16)) {
    throw new CoexistenceError(
      "secret_too_short",
      "None of webhookHeaders has 16 characters or more. At least one must be a secret.",
    );
  }
  return new Map(entries);
}
