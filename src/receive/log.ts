import { CoexistenceError } from "../errors/index.ts";
import type { CoexistenceEvent, UnknownEvent } from "../model/index.ts";

/** Where log lines go: `console`, or anything with the same two methods. */
export interface Logger {
  /** Takes what the sender or the caller did: a refused webhook, an item that was not understood. */
  warn(line: string): void;
  /** Takes what has to be looked at here: an answer of 503 and its reason. */
  error(line: string): void;
}

/**
 * Reads the option `logger`, and makes sure that a logger which fails changes no answer.
 *
 * @throws CoexistenceError `invalid_option`.
 * @internal
 */
export function readLogger(logger: Logger | false): Logger {
  if (logger === false) return { warn: () => undefined, error: () => undefined };
  if (typeof logger?.warn !== "function" || typeof logger.error !== "function") {
    throw new CoexistenceError("invalid_option", "logger has no methods warn and error. Pass false for no lines.");
  }
  return { warn: (line) => attempt(() => logger.warn(line)), error: (line) => attempt(() => logger.error(line)) };
}

function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // There is nowhere left to tell.
  }
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

function describe(event: UnknownEvent): string {
  const place = placeOf(event);
  return `${event.reason} at ${place === "" ? "the body" : place} (${event.id})`;
}

function placeOf({ reason, path, raw }: UnknownEvent): string {
  if (reason !== "unknown_key") return path;
  // The last part of this path is a key of the sender's own, which may be a number or an address, dots included.
  const [key = ""] = Object.keys(raw as object);
  return path.slice(0, Math.max(0, path.length - key.length - 1));
}
