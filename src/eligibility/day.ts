import { InvalidInputError } from "../errors/index.ts";

/** How many milliseconds a day has. */
export const dayLength = 24 * 60 * 60 * 1000;

/**
 * Reads an argument that is a point in time: a `Date`, an instant such as `"2026-09-01T08:00:00Z"`, or a day such as
 * `"2026-09-01"`, which stands for its start in UTC.
 *
 * @throws InvalidInputError naming the argument.
 */
export function readInstant(field: string, value: unknown): Date {
  const instant = value instanceof Date ? value : typeof value === "string" ? parse(value) : undefined;
  const time = instant?.getTime() ?? Number.NaN;
  // Beyond these, days have no four digits for their year, and their texts are no longer in order.
  if (instant !== undefined && time >= Date.UTC(1, 0) && time < Date.UTC(10_000, 0)) return instant;
  throw new InvalidInputError(field, 'is no date such as "2026-09-01".');
}

function parse(text: string): Date | undefined {
  const [, day, time] =
    /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const start = new Date(`${day}T00:00:00Z`);
  // An engine may take the 31st of a shorter month for the first of the next.
  if (Number.isNaN(start.getTime()) || dayOf(start) !== day) return undefined;
  return time === undefined ? start : new Date(text);
}

/** The day of a point in time, in UTC: `"2026-09-01"`. Days in this form are in order when their texts are. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, "2026-09-01".length);
}
