import { describe, expect, it } from "vitest";
import { renderDiagnosis } from "../../../../src/cli/doctor/doctor-report.ts";
import type { Missing } from "../../../../src/cli/doctor/look.ts";
import type { Finding } from "../../../../src/client/index.ts";

const plain = { width: 100, paint: (_: unknown, text: string) => text };
const render = (findings: readonly Finding[], ...missing: Missing[]): string =>
  renderDiagnosis({ subject: "Channel A\u001b[2J", findings, missing: new Set(missing) }, plain).join("\n");

const passed: Finding = { check: "token_valid", verdict: "passed", reason: "It is." };
const unknown: Finding = { check: "contacts_requested", verdict: "unknown", reason: "Who knows.", fix: "Ask." };

describe("the report of doctor", () => {
  it("says that everything is well only where nothing is unknown", () => {
    expect(render([passed])).toMatch(/\n\nHealthy\.$/);
    expect(render([passed, unknown])).toMatch(
      /\n\nNothing is wrong, as far as it is known\. Unknown: contacts_requested\.$/,
    );
    const failed: Finding = { check: "token_app", verdict: "failed", reason: "No.", fix: "Change it." };
    const warning: Finding = { check: "data_access", verdict: "warning", reason: "Soon.", fix: "Renew it." };
    expect(render([passed, failed, warning, unknown])).toMatch(
      /\n\nNot healthy: token_app\. Unknown: contacts_requested\. Worth knowing: data_access\.$/,
    );
  });

  it("does not say that nothing is wrong where the credentials are unknown, or nothing was reached", () => {
    const lost: Finding = { check: "token_valid", verdict: "unknown", reason: "It was not reached." };
    const sync: Finding = { check: "history_requested", verdict: "passed", reason: "It was asked for." };
    const fields: Finding = { check: "fields_subscribed", verdict: "passed", reason: "All." };
    expect(render([lost, sync])).toMatch(/\n\nNothing could be looked at\. Unknown: token_valid\.$/);
    expect(render([lost, fields, sync])).toMatch(/\n\nWhether it is healthy cannot be told\. Unknown: token_valid\.$/);
  });

  it("explains what is the same for several once", () => {
    const text = render([unknown, { ...unknown, check: "history_requested" }]);
    expect(text.match(/Who knows\./g)).toHaveLength(1);
    expect(text).toContain("history_requested   unknown  As at contacts_requested.");
  });

  it("names the option for what was not given, and for that alone", () => {
    expect(render([unknown], "state")).toContain("Option: --state FILE");
    expect(render([unknown], "app")).not.toContain("Option:");
    expect(render([{ ...passed, check: "contacts_requested" }], "state")).not.toContain("Option:");
  });

  it("shows what would move the cursor as an escape", () => {
    expect(render([passed])).toMatch(/^Channel A\\u001b\[2J\n/);
  });
});
