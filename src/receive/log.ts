import type { CoexistenceEvent, UnknownEvent } from "../model/index.ts";

/** Where log lines go: `console`, or anything with the same two methods. */
export interface Logger {
  warn(line: string): void;
  error(line: string): void;
}

const longestList = 5;

/**
 * Describes what of a webhook was not understood, without anything the sender wrote: where, why, and under which id the
 * event can be found.
 *
 * @returns nothing when everything was understood.
 * @internal
 */
export function describeUnknown(events: readonly CoexistenceEvent[]): string | undefined {
  const unknown = events.filter((event) => event.type === "unknown");
  if (unknown.length === 0) return undefined;
  const described = unknown.slice(0, longestList).map(describe);
  const more = unknown.length > longestList ? [`and ${unknown.length - longestList} more`] : [];
  return `whatsapp-coexistence: ${unknown.length} item(s) were not understood: ${[...described, ...more].join("; ")}`;
}

function describe({ reason, path, id }: UnknownEvent): string {
  // The last part of this path is a key of the sender's own.
  const place = reason === "unknown_key" ? path.slice(0, Math.max(0, path.lastIndexOf("."))) : path;
  return `${reason} at ${place === "" ? "the body" : place} (${id})`;
}
