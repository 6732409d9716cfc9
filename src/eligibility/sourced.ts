/**
 * How well a fact is known: `documented` on a page of the sender, reported by a `third_party`, or `unverified`: concluded
 * from something else.
 */
export type Evidence = "documented" | "third_party" | "unverified";

/** Where a fact comes from. Nothing in this part of the library is said without it. */
export interface Sourced {
  /** The page that says so: its address, or its name where it has none. */
  readonly source: string;
  /** When it was read there: a date or a month, as in `2026-09`. */
  readonly asOf: string;
  readonly evidence: Evidence;
}
