import { describe, expect, it } from "vitest";
import { check } from "../../../../src/cli/commands/check.ts";
import { eligibilityRequirements } from "../../../../src/eligibility/index.ts";
import { fakeSurroundings } from "../surroundings.ts";

const options = [
  ...["--route", "--app-version", "--in-use-since", "--business-portfolio", "--region", "--on", "--answer"],
  ...["--leave-out", "--probe", "--json", "--help"],
];

describe("the help of check", () => {
  it.each(options)("explains %s", (option) => {
    expect(check.help).toContain(`\n  ${option} `);
  });

  it.each(eligibilityRequirements)("names the requirement %s", (name) => {
    expect(check.help).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each(["APP_SECRET", "VERIFY_TOKEN", "PLATFORM_SECRET", "WEBHOOK_TOKEN"])("names the variable %s", (name) => {
    expect(check.help).toContain(name);
  });
});

describe("check", () => {
  it("checks what its arguments say", async () => {
    const surroundings = fakeSurroundings();
    const args = ["+4915112345678", "--route", "meta", "--on", "2026-10-01"];
    expect(await check.run(args, surroundings)).toBe(3);
    expect(surroundings.written.stdout).toMatch(/^A number of Germany \(DE\), through Meta, on 2026-10-01\n/);
  });
});
