/**
 * Whole numbers from the first to the last, both included.
 *
 * @internal
 */
export type Range = readonly [first: number, last: number];

/**
 * Joins two lists of ranges into one that is in order and has no two that touch.
 *
 * @internal
 */
export function joinRanges(left: readonly Range[], right: readonly Range[]): Range[] {
  const joined: [number, number][] = [];
  for (const [first, last] of [...left, ...right].sort(([one], [other]) => one - other)) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/**
 * What of the ranges lies between two numbers, both included.
 *
 * @internal
 */
export function cutRanges(ranges: readonly Range[], from: number, to: number): Range[] {
  return ranges
    .filter(([first, last]) => last >= from && first <= to)
    .map(([first, last]): Range => [Math.max(first, from), Math.min(last, to)]);
}

/**
 * What the ranges leave out between two numbers, both included.
 *
 * @internal
 */
export function gapsBetween(ranges: readonly Range[], from: number, to: number): Range[] {
  const gaps: Range[] = [];
  let next = from;
  for (const [first, last] of cutRanges(ranges, from, to)) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= to) gaps.push([next, to]);
  return gaps;
}
