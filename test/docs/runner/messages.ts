/** What the process that runs an example tells the test. */
export type RunnerMessage =
  | { type: "listening"; port: number }
  /** A line with a promise was reached, and printed this. The same value can be written in several ways. */
  | { type: "printed"; line: number; writings: string[] };

export function tell(message: RunnerMessage): void {
  process.send?.(message);
}
