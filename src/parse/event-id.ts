import { shortDigest } from "../digest/sha256.ts";
import type { EventType } from "../model/index.ts";

/** What can be part of an id. */
export type IdPart = string | number | undefined | readonly IdPart[];

/**
 * Makes the id of an event from everything that tells it apart. A digest, because the parts hold phone numbers: a wamid
 * is one in base64.
 *
 * @param content - more of the same, as one text: for a chunk, which has thousands of parts.
 * @internal
 */
export function eventId(type: EventType, parts: readonly IdPart[], content = ""): string {
  return `${type}_${shortDigest(`${JSON.stringify(parts)}${content}`)}`;
}

/**
 * Prints a JSON value so that equal values give equal texts, whatever the order of their keys.
 *
 * @internal
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}
