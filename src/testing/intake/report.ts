import type { IntakePart } from "./intake-under-test.ts";

/** What came of one case. */
export interface IntakeCaseResult {
  /** What the case belongs to. */
  readonly part: IntakePart;
  /** What an intake does that passes. */
  readonly name: string;
  /** Whether it does. Not so for a case that was skipped. */
  readonly passed: boolean;
  /** Why the case says nothing about this intake, where it was skipped. */
  readonly skipped?: string;
  /** What the intake does instead, where it failed. */
  readonly reason?: string;
}

/** What an intake keeps of its promises. As a text it is a table to be read. */
export class IntakeReport {
  /** Every case, in the order in which they ran. */
  readonly results: readonly IntakeCaseResult[];

  /** @internal */
  constructor(results: readonly IntakeCaseResult[]) {
    this.results = results;
  }

  /** Whether no case failed. */
  get passed(): boolean {
    return this.failedParts.length === 0;
  }

  /** The parts of which a case failed. */
  get failedParts(): IntakePart[] {
    const failed = this.results.filter(({ passed, skipped }) => !passed && skipped === undefined);
    return [...new Set(failed.map(({ part }) => part))];
  }

  /** A table of all parts and cases, with what failed and why. */
  toString(): string {
    const lines: string[] = [];
    for (const part of new Set(this.results.map((result) => result.part))) {
      const results = this.results.filter((result) => result.part === part);
      lines.push(`${part}: ${judge(results)}`, ...describe(results), "");
    }
    return [...lines, this.#summary()].join("\n");
  }

  #summary(): string {
    const { results, failedParts } = this;
    const passed = results.filter((result) => result.passed).length;
    const skipped = results.filter((result) => result.skipped !== undefined).length;
    const failed = results.length - passed - skipped;
    const where = failed === 0 ? "" : ` (${failedParts.join(", ")})`;
    return `${passed} passed, ${failed} failed${where}, ${skipped} skipped`;
  }
}

function judge(results: readonly IntakeCaseResult[]): string {
  const ran = results.filter(({ skipped }) => skipped === undefined);
  const failed = ran.filter(({ passed }) => !passed).length;
  if (ran.length === 0) return "skipped";
  return failed === 0 ? "passed" : `FAILED, ${failed} of ${ran.length}`;
}

function describe(results: readonly IntakeCaseResult[]): string[] {
  const [first] = results;
  const isSkippedWhole = results.every(({ skipped }) => skipped !== undefined && skipped === first?.skipped);
  if (isSkippedWhole) return [`  ${first?.skipped}`];
  return results.flatMap(({ name, passed, skipped, reason }) => {
    if (passed) return [`  ✓ ${name}`];
    return skipped === undefined ? [`  ✗ ${name}`, `      ${reason}`] : [`  - ${name}`, `      skipped: ${skipped}`];
  });
}
