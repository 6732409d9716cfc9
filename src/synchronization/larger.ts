/**
 * The larger of two numbers, of which either may be unknown.
 *
 * @internal
 */
export function larger(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || (right !== undefined && right > left) ? right : left;
}

/**
 * The smaller of two numbers, of which either may be unknown.
 *
 * @internal
 */
export function smaller(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || (right !== undefined && right < left) ? right : left;
}
