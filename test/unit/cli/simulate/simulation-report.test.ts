import { describe, expect, it } from "vitest";
import { renderSimulation } from "../../../../src/cli/simulate/simulation-report.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";
import type { SimulationReport } from "../../../../src/simulation/index.ts";

const report: SimulationReport = {
  passed: false,
  seed: 7,
  checks: [
    { check: "address", verdict: "passed" },
    { check: "challenge", verdict: "left_out", reason: "There is no token.", fix: "Pass one." },
    { check: "challenge_forged", verdict: "left_out", reason: "There is no token.", fix: "Pass one." },
    { check: "accepted", verdict: "failed", reason: "Some were given up.", fix: "Answer 200." },
    { check: "first_try", verdict: "slow", reason: "Some came again.", fix: "Look into the log." },
    { check: "steady", verdict: "left_out", reason: "There were too few." },
  ],
  figures: {
    ...{
      webhooks: 1_234,
      repeated: 120,
      messages: 15_000,
      messagesOfLarge: 13_800,
      bytes: 12_345_678,
      attempts: 1_300,
      retried: 66,
      dropped: 4,
      forged: 25,
    },
    statuses: { 200: 1_230, 503: 20 },
    unanswered: { cut: 31, broken: 0, late: 19 },
    milliseconds: { median: 12, p99: 230, longest: 1_400 },
    duration: 6_500,
  },
};
const plain = { width: 100, paint: (_: unknown, text: string) => text };

describe("the report of a simulation", () => {
  it("says how each check went, what was sent, how it was answered, and what follows", () => {
    expect(renderSimulation(report, "Meta sends", plain)).toEqual([
      "Simulated with what Meta sends, seed 7",
      "",
      "VERDICT   CHECK",
      "passed    the address",
      "left out  verification with the right token",
      "left out  verification with a wrong token",
      "          There is no token.",
      "          Fix: Pass one.",
      "          Option: VERIFY_TOKEN in the environment",
      "failed    every genuine webhook",
      "          Some were given up.",
      "          Fix: Answer 200.",
      "slow      at the first try",
      "          Some came again.",
      "          Fix: Look into the log.",
      "left out  time to answer a long history",
      "          There were too few.",
      "",
      "sent        1,234 webhooks, 120 of them for the second time",
      "messages    1,200 of the invented numbers; 13,800 more in webhooks of 3 MB, of 000000000000002",
      "size        12.3 MB",
      "answers     1,230 × 200, 20 × 503, 31 × cut by the simulation, 19 × too late",
      "times       half within 12 ms, 99 % within 230 ms, the longest 1,400 ms",
      "sent again  66 attempts, 4 given up",
      "forgeries   25 webhooks before and in between",
      "duration    6.5 s, 200 attempts a second",
      "",
      "The webhook failed: every genuine webhook. Slow: at the first try. Left out: 3 checks.",
    ]);
  });

  it("counts no messages apart where no webhook of 3 MB was sent", () => {
    const figures = { ...report.figures, messagesOfLarge: 0 };
    expect(renderSimulation({ ...report, figures }, "Meta sends", plain)).toContain(
      "messages    15,000 of the invented numbers",
    );
  });

  it("says so where nothing is wrong, and has no figures where nothing was sent", () => {
    const [address] = report.checks;
    const checks = address === undefined ? [] : [address];
    const lines = renderSimulation(
      { ...report, passed: true, checks, figures: { ...report.figures, webhooks: 0 } },
      "Meta sends",
      plain,
    );
    expect(lines.slice(-3)).toEqual(["passed   the address", "", "The webhook passed."]);
  });

  it.each([50, 60, 80])("stays within %i columns", (width) => {
    const lines = renderSimulation(report, "360dialog sends to a partner's URL", { ...plain, width });
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
  });
});
