import { beforeAll, describe, expect, it } from "vitest";
import { memoryIntake } from "../../../src/index.ts";
import { type IntakeReport, testIntake } from "../../../src/testing/index.ts";

describe("the memory intake", () => {
  let report: IntakeReport;
  beforeAll(async () => {
    report = await testIntake(() => memoryIntake({ deadline: 300 }), { patience: 20_000 });
  });

  it("fails durability, and keeps every other promise", () => {
    expect(report.failedParts).toEqual(["durability"]);
    expect(report.passed).toBe(false);
    const passed = new Set(report.results.filter((result) => result.passed).map(({ part }) => part));
    for (const part of ["acceptance", "once", "order", "delivery", "close"]) expect(passed).toContain(part);
  });

  it("is told why: nothing outlives the process, and nothing is known to another", () => {
    const failed = report.results.filter(({ reason }) => reason !== undefined);
    expect(failed.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      expect.stringMatching(/listeners failed: .* a webhook outlives its process only if its sender repeats it\.$/),
      expect.stringMatching(/listeners hung: .* a webhook outlives its process only if its sender repeats it\.$/),
      expect.stringMatching(/^remembers after a restart what is done: .* it was forgotten\.$/),
      expect.stringMatching(/order of a chat .* a webhook outlives its process only if its sender repeats it\.$/),
      expect.stringMatching(/two processes .* do not know of each other\.$/),
      expect.stringMatching(/hung once, .* a webhook outlives its process only if its sender repeats it\.$/),
    ]);
  });

  it("is not asked for what it does not have", () => {
    const skipped = report.results.filter((result) => result.skipped !== undefined);
    expect(new Set(skipped.map(({ skipped }) => skipped))).toEqual(
      new Set([
        "The option crash is not there, which ends what holds the store open.",
        "The intake has no deadLetters.",
        "The intake has no synchronizations, so the receiver keeps them in memory.",
      ]),
    );
  });

  it("gets a report that can be read", () => {
    const text = String(report);
    expect(text).toContain("durability: FAILED, 6 of 7\n  ✗ delivers after a restart what was accepted while");
    expect(text).toContain("once: passed\n  ✓ delivers a webhook once");
    expect(text).toContain("dead letters: skipped\n  The intake has no deadLetters.\n\n");
    expect(text).toContain("6 failed (durability)");
  });
});
