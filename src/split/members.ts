import { decodeBytes } from "../decode/decode.ts";
import { quote } from "./json-bytes.ts";
import type { LevelMembers } from "./level.ts";
import type { PartWriter } from "./part-writer.ts";
import type { ObjectNode, Span } from "./tree.ts";

/**
 * Where a member of an object goes that is cut: into every part; or, so that it comes out once, into the first or the
 * last. `apart` is what is cut itself.
 *
 * @internal
 */
export type Place = "every" | "first" | "last" | "apart";

/**
 * Sorts the members of an object that is cut.
 *
 * @internal
 */
export function sortMembers(
  out: PartWriter,
  object: ObjectNode,
  placeOf: (key: string, value: Span) => Place,
): LevelMembers {
  const places: Record<Place, Uint8Array[]> = { every: [], first: [], last: [], apart: [] };
  for (const { key, start, value } of object.members) {
    places[placeOf(key, value)].push(out.slice({ start, end: value.end }));
  }
  const { every, first, last } = places;
  return { first: [...first, ...every], again: every, last };
}

/** Something that checks a value, such as a schema. */
interface Check {
  safeParse(value: unknown): { success: boolean };
}

/**
 * Tells whether a member may be repeated: the parser reads it without saying anything of it.
 *
 * @internal
 */
export function isReadable(out: PartWriter, value: Span, check: Check): boolean {
  const member = read(out, value);
  return isNothing(member) || check.safeParse(member).success;
}

/**
 * The same for a member that names something.
 *
 * @internal
 */
export function isName(out: PartWriter, value: Span): boolean {
  return nameBeginnings.has(out.body[value.start] as number);
}

// A text, a number or null.
const nameBeginnings: ReadonlySet<number> = new Set(Array.from('"-0123456789n', (letter) => letter.charCodeAt(0)));

/**
 * Reads a member that is a text.
 *
 * @internal
 */
export function readText(out: PartWriter, value: Span | undefined): string | undefined {
  if (value === undefined || out.body[value.start] !== quote) return undefined;
  return read(out, value) as string;
}

/**
 * Tells whether a member is absent: not there, `null` or `""`.
 *
 * @internal
 */
export function isAbsent(out: PartWriter, value: Span | undefined): boolean {
  return value === undefined || (value.end - value.start <= longestNothing && isNothing(read(out, value)));
}

const longestNothing = "null".length;

const isNothing = (value: unknown): boolean => value === null || value === "";

/** Reads a value as the parser does. */
export function read(out: PartWriter, value: Span): unknown {
  return decodeBytes(out.slice(value));
}
