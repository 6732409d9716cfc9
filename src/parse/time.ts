/**
 * Reads Unix seconds.
 *
 * @returns nothing for what is no point in time.
 * @internal
 */
export function readTime(seconds: string | number | undefined): Date | undefined {
  if (seconds === undefined || seconds === "") return undefined;
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
