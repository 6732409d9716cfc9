/** A figure that has to stay on one side of another. */
export interface Limit {
  /** What is measured, in words. */
  readonly name: string;
  readonly value: number;
  readonly unit: "×" | "ms";
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Whether it does. A bench only tells: on a machine that does other work, a limit can be missed that holds elsewhere. */
export function isHeld({
  value,
  atMost = Number.POSITIVE_INFINITY,
  atLeast = Number.NEGATIVE_INFINITY,
}: Limit): boolean {
  return value <= atMost && value >= atLeast;
}

/** One line, such as `held    1.12 × (at most 1.3 ×)  an acknowledgement`. */
export function printLimit(limit: Limit): string {
  const { name, value, unit, atMost, atLeast } = limit;
  const bound = atMost === undefined ? `at least ${atLeast} ${unit}` : `at most ${atMost} ${unit}`;
  return `${isHeld(limit) ? "held  " : "MISSED"}  ${value.toFixed(2).padStart(6)} ${unit} (${bound})  ${name}`;
}
