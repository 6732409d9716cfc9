import { describe, expect, it } from "vitest";
import { type Occasion, renderEligibility } from "../../../../src/cli/check/eligibility-report.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";
import type { Eligibility, EligibilityCheck } from "../../../../src/eligibility/index.ts";

const page = { source: "https://example.com/page", asOf: "2026-09", evidence: "documented" } as const;
const country: EligibilityCheck = {
  ...page,
  requirement: "country",
  title: "country",
  verdict: "eligible",
  reason: "It is supported.",
  decisive: true,
};
const appVersion: EligibilityCheck = {
  ...page,
  requirement: "app_version",
  title: "app version",
  verdict: "ineligible",
  reason: "It is older than 2.24.17.",
  fix: "Update the app.",
  decisive: true,
};
const tenure: EligibilityCheck = {
  ...page,
  requirement: "tenure",
  title: "time in use",
  answeredBy: "inUseSince",
  verdict: "unknown",
  reason: "It has to be in use for some days.",
  question: "Since when is it in use?",
  decisive: true,
};
const partner: EligibilityCheck = {
  ...tenure,
  requirement: "partner",
  title: "partner",
  answeredBy: "overrides",
  question: "Are you one?",
  decisive: false,
};

const germany = { region: "DE", possibleRegions: ["DE"] };
const occasion: Occasion = { route: "meta", day: "2026-10-01", answered: new Set() };

function report(checks: EligibilityCheck[], more: Partial<Eligibility & Occasion & { width: number }> = {}): string[] {
  const eligibility = { verdict: "ineligible", checks, number: germany, ...more } as const;
  return renderEligibility(eligibility, { ...occasion, ...more }, { width: 100, paint: (_, text) => text, ...more });
}

describe("the report on a number", () => {
  it("says what the number was taken for, why each verdict is so, whence that is known, and what follows", () => {
    expect(report([country, appVersion, partner, tenure])).toEqual([
      "A number of Germany (DE), through Meta, on 2026-10-01",
      "",
      "REQUIREMENT  VERDICT     WHY",
      "country      eligible    It is supported.[1]",
      "app version  ineligible  It is older than 2.24.17.[1]",
      "                         Fix: Update the app.",
      "time in use  unknown     It has to be in use for some days.[1]",
      "                         Ask: Since when is it in use?",
      "                         Option: --in-use-since DAY",
      "",
      "The verdict does not wait for these",
      "partner      unknown     It has to be in use for some days.[1]",
      "                         Ask: Are you one?",
      "                         Option: --answer partner=yes|no",
      "",
      "Sources",
      "[1] 2026-09 https://example.com/page",
      "",
      "Not eligible: app version. Open as well: time in use.",
    ]);
  });

  it("counts a refusal among what decides, whatever it is about", () => {
    const lines = report([{ ...partner, verdict: "ineligible" }]);
    expect(lines).not.toContain("The verdict does not wait for these");
    expect(lines.at(-1)).toBe("Not eligible: partner.");
  });

  it.each([
    ["eligible", [country, partner], /^Eligible, as far as can be told before the sign-up\./],
    ["unknown", [country, tenure, partner], /^Unknown as long as there is no answer to: time in use\.$/],
  ] as const)("ends with what follows where the verdict is %s", (verdict, checks, line) => {
    expect(report([...checks], { verdict }).at(-1)).toMatch(line);
  });

  it("names the regions that share the number", () => {
    const number = { region: "IT", possibleRegions: ["IT", "VA"] };
    expect(report([country], { number, width: 120 }).slice(0, 2)).toEqual([
      "A number of Italy (IT), through Meta, on 2026-10-01",
      "It may as well be a number of Vatican City (VA). If you know that it is, say so with --region.",
    ]);
  });

  it("names a few of the regions where many share the number", () => {
    const number = { region: "US", possibleRegions: ["US", "CA", "JM", "BS", "BB", "BM", "DM"] };
    const text = report([country], { number }).join(" ");
    expect(text).toContain("Canada (CA), Jamaica (JM), Bahamas (BS), Barbados (BB), or one of 2 more regions.");
  });

  it("says that a number has no country", () => {
    const [line] = report([country], { number: { possibleRegions: [] } });
    expect(line).toBe("A number of no country, through Meta, on 2026-10-01");
  });

  it("has no source for what was answered on the command line", () => {
    const lines = report([country], { verdict: "eligible", answered: new Set(["country"]) });
    expect(lines).toContain("country      eligible  It is supported.");
    expect(lines).not.toContain("Sources");
  });

  it("has no table where every check was left out", () => {
    expect(report([], { verdict: "eligible" })).toEqual([
      "A number of Germany (DE), through Meta, on 2026-10-01",
      "",
      expect.stringMatching(/^Eligible/),
    ]);
  });

  it.each([40, 60, 80, 120])("breaks every text but addresses to stay within %i columns", (width) => {
    const lines = report([country, appVersion, partner, tenure], { width });
    const wide = lines.filter((line) => textWidth(line) > width && !line.includes("https://"));
    expect(wide).toEqual([]);
  });

  it("breaks no version and no reason's mark apart", () => {
    const text = report([appVersion], { width: 46 }).join("\n");
    expect(text).toContain("2.24.17.[1]");
  });

  it("paints verdicts by what they mean", () => {
    const paint = (tone: string | undefined, text: string) => (tone === undefined ? text : `<${tone}>${text}`);
    const lines = renderEligibility(
      { verdict: "unknown", checks: [country, appVersion, tenure], number: germany },
      occasion,
      { width: 100, paint },
    );
    const text = lines.join("\n");
    for (const painted of ["<good>eligible", "<bad>ineligible", "<warning>unknown"]) expect(text).toContain(painted);
    expect(lines.at(-1)).toMatch(/^<warning>Unknown/);
  });
});
