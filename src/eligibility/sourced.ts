/**
 * How well a fact is known: `documented` on a page of the sender, reported by a `third_party`, or `unverified`: concluded
 * from something else.
 */
export type Evidence = "documented" | "third_party" | "unverified";

/** Where a fact comes from. Nothing in this part of the library is said without it. */
export interface Sourced {
  /** The page that says so: its address, or in words what it is. */
  readonly source: string;
  /** An address to open: of the page itself, or the nearest to it. Absent where there is none. */
  readonly url?: string;
  /** When it was read there: a date or a month, as in `2026-09`. */
  readonly asOf: string;
  readonly evidence: Evidence;
}

/** What of a fact says where it comes from. */
export function sourceOf({ source, url, asOf, evidence }: Sourced): Sourced {
  return { source, ...(url === undefined ? {} : { url }), asOf, evidence };
}
