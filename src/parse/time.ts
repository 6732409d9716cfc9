const decimal = /^-?\d+(?:\.\d+)?$/;

/**
 * Reads Unix seconds.
 *
 * @returns nothing for what is no point in time. `Number` alone would read a blank text as 1970.
 * @internal
 */
export function readTime(seconds: string | number | undefined): Date | undefined {
  if (seconds === undefined || (typeof seconds === "string" && !decimal.test(seconds))) return undefined;
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
