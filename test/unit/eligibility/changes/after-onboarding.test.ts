import { describe, expect, it } from "vitest";
import { afterOnboarding } from "../../../../src/eligibility/changes/index.ts";

describe("what holds after onboarding", () => {
  it("counts in units", () => {
    const limits = Object.entries(afterOnboarding).filter(([, rule]) => "unit" in rule);
    expect(Object.fromEntries(limits.map(([name, { value, unit }]) => [name, `${value} ${unit}`]))).toEqual({
      synchronization: "24 hours",
      history: "180 days",
      historyMedia: "14 days",
      throughput: "20 messages_per_second",
      customerServiceWindow: "24 hours",
    });
  });

  it("says each number in its sentence", () => {
    const limits = Object.values(afterOnboarding).filter((rule) => "value" in rule);
    expect(limits.filter(({ text, value }) => !text.includes(` ${value} `))).toEqual([]);
  });
});
