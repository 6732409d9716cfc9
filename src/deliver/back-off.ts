/** How failed deliveries are repeated. */
export interface BackOff {
  /** The first wait, in milliseconds. Each one after it is twice as long. */
  readonly first: number;
  /** The longest wait, in milliseconds. */
  readonly longest: number;
}

/** The wait after an attempt, in milliseconds. Half of it is chance, so that what failed together is not repeated together. */
export function waitAfter(attempt: number, { first, longest }: BackOff): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt - 1, 30));
  return full * (0.5 + Math.random() / 2);
}
