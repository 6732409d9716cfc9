import { describe, expect, it } from "vitest";
import { doctor } from "../../../../src/cli/commands/doctor.ts";
import { checks } from "../../../../src/cli/doctor/checks.ts";

const options = [
  ...["--route", "--waba", "--number", "--app", "--channel", "--url", "--partner-url", "--state", "--leave-out"],
  ...["--probe", "--graph", "--hub", "--messaging", "--json", "--help"],
];
const variables = [
  ...["ACCESS_TOKEN", "APP_ID", "APP_SECRET", "VERIFY_TOKEN", "PARTNER_ID", "PARTNER_API_KEY", "D360_API_KEY"],
  ...["PLATFORM_SECRET", "WEBHOOK_TOKEN", "GRAPH_URL", "HUB_URL", "MESSAGING_URL"],
];

describe("the help of doctor", () => {
  it.each(options)("explains %s", (option) => {
    expect(doctor.help).toContain(`\n  ${option} `);
  });

  it.each(variables)("names the variable %s", (name) => {
    expect(doctor.help).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each([...new Set([...checks.meta, ...checks["360dialog"]])])("names the check %s", (name) => {
    expect(doctor.help).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
