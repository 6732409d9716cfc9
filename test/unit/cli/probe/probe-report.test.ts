import { describe, expect, it } from "vitest";
import { renderProbes } from "../../../../src/cli/probe/probe-report.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";
import type { ProbeReport } from "../../../../src/probe/index.ts";

const report: ProbeReport = {
  ready: false,
  probes: [
    { probe: "address", verdict: "passed" },
    { probe: "challenge", verdict: "left_out", reason: "There is no token.", fix: "Pass one." },
    { probe: "challenge_forged", verdict: "left_out", reason: "There is no token.", fix: "Pass one." },
    { probe: "signed", verdict: "passed", status: 200, milliseconds: 12, limitMilliseconds: 5000 },
    { probe: "forged", verdict: "failed", status: 200, milliseconds: 3, reason: "It was taken.", fix: "Verify it." },
    { probe: "large_history", verdict: "slow", status: 200, milliseconds: 1234, limitMilliseconds: 5000 },
    { probe: "repeated", verdict: "failed", milliseconds: 9, reason: "The connection broke." },
  ],
};
const plain = { width: 100, paint: (_: unknown, text: string) => text };

describe("the report on a webhook", () => {
  it("says how everything was answered, why that is wrong, and what follows", () => {
    expect(renderProbes(report, "Meta sends", plain)).toEqual([
      "Webhook probed with what Meta sends",
      "",
      "VERDICT   SENT                               ANSWER  TIME      LIMIT",
      "passed    the address",
      "left out  verification with the right token",
      "left out  verification with a wrong token",
      "          There is no token.",
      "          Fix: Pass one.",
      "          Option: VERIFY_TOKEN in the environment",
      "passed    a small genuine webhook            200     12 ms     5,000 ms",
      "failed    one with a wrong proof             200     3 ms",
      "          It was taken.",
      "          Fix: Verify it.",
      "slow      a large genuine history            200     1,234 ms  5,000 ms",
      "failed    the small webhook again                    9 ms",
      "          The connection broke.",
      "",
      "The webhook is not ready: one with a wrong proof, the small webhook again. Slow: a large genuine",
      "history. Left out: 2 probes.",
    ]);
  });

  it("says so where nothing is wrong", () => {
    const [address, , , signed] = report.probes;
    const probes = [address, signed].filter((result) => result !== undefined);
    expect(renderProbes({ ready: true, probes }, "Meta sends", plain).at(-1)).toBe("The webhook is ready.");
  });

  it("names no option where another token would change nothing", () => {
    const probes = [{ probe: "challenge", verdict: "left_out", reason: "It sends none." } as const];
    expect(renderProbes({ ready: true, probes }, "Meta sends", plain).join("\n")).not.toContain("VERIFY_TOKEN");
  });

  it.each([50, 60, 80])("stays within %i columns", (width) => {
    const lines = renderProbes(report, "360dialog sends to a partner's URL", { ...plain, width });
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
  });

  it("paints verdicts by what they mean", () => {
    const paint = (tone: string | undefined, text: string) => (tone === undefined ? text : `<${tone}>${text}`);
    const text = renderProbes(report, "Meta sends", { width: 100, paint }).join("\n");
    for (const painted of ["<good>passed", "<bad>failed", "<warning>slow", "<warning>left out", "<bad>The webhook"]) {
      expect(text).toContain(painted);
    }
  });
});
