import { describe, expect, it } from "vitest";
import { optionFor } from "../../../../src/cli/check/requirements.ts";
import { check as checkCommand } from "../../../../src/cli/commands/check.ts";
import type { EligibilityCheck } from "../../../../src/eligibility/index.ts";

const check: EligibilityCheck = {
  requirement: "tenure",
  title: "time in use",
  verdict: "unknown",
  reason: "It has to be in use for some days.",
  decisive: true,
  source: "https://example.com/page",
  asOf: "2026-09",
  evidence: "documented",
};

describe("the option that answers a check", () => {
  it.each(["region", "appVersion", "inUseSince", "hasBusinessPortfolio", "webhook"] as const)(
    "is, for %s, one that the help explains",
    (answeredBy) => {
      expect(checkCommand.help).toContain(`\n  ${optionFor({ ...check, answeredBy })} `);
    },
  );

  it("is --answer with the name of the requirement where no other takes the answer", () => {
    expect(optionFor({ ...check, answeredBy: "overrides" })).toBe("--answer tenure=yes|no");
  });

  it("is none where nothing is asked", () => {
    expect(optionFor(check)).toBeUndefined();
  });
});
