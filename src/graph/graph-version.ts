import { InvalidInputError } from "../errors/index.ts";

/**
 * The version of the Graph API that is used where none is named: the newest one known, of 2026-07-29.
 *
 * @see https://developers.facebook.com/docs/graph-api/changelog
 */
export const newestGraphVersion = "v26.0";

/** @throws InvalidInputError `graphVersion`. */
export function requireGraphVersion(version: unknown = newestGraphVersion): string {
  if (typeof version === "string" && /^v\d{1,3}\.\d{1,2}$/.test(version)) return version;
  throw new InvalidInputError("graphVersion", 'is none, such as "v26.0".');
}
