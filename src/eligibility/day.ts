import { InvalidInputError } from "../errors/index.ts";

/** How many milliseconds a day has. */
export const dayLength = 24 * 60 * 60 * 1000;

/**
 * Reads an argument that is a point in time: a `Date`, or a day such as `"2026-09-01"`, which stands for its start in UTC.
 *
 * @throws InvalidInputError naming the argument.
 */
export function readInstant(field: string, value: unknown): Date {
  if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) return value;
    throw new InvalidInputError(field, "is an invalid date.");
  }
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const start = new Date(`${value}T00:00:00Z`);
    // An engine may take the 31st of a shorter month for the first of the next.
    if (!Number.isNaN(start.getTime()) && dayOf(start) === value) return start;
  }
  throw new InvalidInputError(field, 'is no Date and no day such as "2026-09-01".');
}

/** The day of a point in time, in UTC: `"2026-09-01"`. Days in this form are in order when their texts are. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, "2026-09-01".length);
}
