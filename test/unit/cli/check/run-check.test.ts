import { describe, expect, it } from "vitest";
import type { CheckOptions } from "../../../../src/cli/check/read-arguments.ts";
import { runCheck } from "../../../../src/cli/check/run-check.ts";
import { checkEligibility, type EligibilityInput } from "../../../../src/eligibility/index.ts";
import { fakeSurroundings } from "../surroundings.ts";

const input: EligibilityInput = {
  route: "meta",
  phoneNumber: "+55 11 96123-4567",
  appVersion: "2.24.17",
  overrides: { webhook: "eligible" },
  on: "2026-10-01",
};
const options: CheckOptions = { route: "meta", input, probe: undefined, json: false };
const asked = (more: Partial<EligibilityInput>): CheckOptions => ({ ...options, input: { ...input, ...more } });

describe("runCheck", () => {
  it.each([
    ["eligible", {}, 0],
    ["ineligible", { appVersion: "2.24.16" }, 2],
    ["unknown", { appVersion: "the newest" }, 3],
  ])("answers a number that is %s with its exit code", async (verdict, more, code) => {
    const surroundings = fakeSurroundings();
    expect(await runCheck({ ...asked(more), json: true }, surroundings)).toBe(code);
    expect(JSON.parse(surroundings.written.stdout)).toMatchObject({ eligibility: { verdict } });
  });

  it("gives with --json what checkEligibility returns, and what it was asked", async () => {
    const surroundings = fakeSurroundings({ columns: 80 });
    await runCheck({ ...options, json: true }, surroundings);
    expect(surroundings.written.stdout).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(surroundings.written.stdout)).toEqual({
      route: "meta",
      on: "2026-10-01",
      eligibility: checkEligibility(input),
    });
  });

  it("gives with --json nothing about a number where there is none", async () => {
    const surroundings = { ...fakeSurroundings(), environment: { APP_SECRET: "0123456789abcdef" } };
    await runCheck({ ...options, input: undefined, probe: "http://example.com", json: true }, surroundings);
    expect(Object.keys(JSON.parse(surroundings.written.stdout))).toEqual(["probe"]);
  });

  it("gives with --json what is wrong with a number that cannot be one, which it refuses all the same", async () => {
    const surroundings = fakeSurroundings();
    const checking = runCheck({ ...asked({ phoneNumber: "+55 11" }), json: true }, surroundings);
    await expect(checking).rejects.toThrow(expect.objectContaining({ name: "UsageError" }));
    expect(surroundings.written.stdout).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(surroundings.written.stdout)).toEqual({
      error: {
        name: "PhoneNumberError",
        code: "invalid_input",
        field: "phoneNumber",
        problem: "too_short",
        message: "phoneNumber is too short for its country.",
      },
    });
  });

  it.each([
    ["a number that cannot be one, without --json", { phoneNumber: "+55 11" }, false],
    ["another argument that is wrong", { on: "yesterday" }, true],
  ])("prints nothing on standard output about %s", async (_, more, json) => {
    const surroundings = fakeSurroundings();
    await expect(runCheck({ ...asked(more), json }, surroundings)).rejects.toThrow(
      expect.objectContaining({ name: "UsageError" }),
    );
    expect(surroundings.written.stdout).toBe("");
  });

  it.each([false, true])("prints no number (JSON: %s)", async (json) => {
    const surroundings = fakeSurroundings();
    await runCheck({ ...options, json }, surroundings);
    const { stdout, stderr } = surroundings.written;
    expect((stdout + stderr).replace(/[^\d]/g, "")).not.toContain("961234567");
  });

  it("judges for today unless it is told a day", async () => {
    const { on: _, ...undated } = input;
    const surroundings = fakeSurroundings();
    await runCheck({ ...options, input: undated }, surroundings);
    expect(surroundings.written.stdout).toContain(`, on ${new Date().toISOString().slice(0, 10)}\n`);
  });

  it.each([
    ["a file", undefined, 100],
    ["a terminal", 60, 60],
    ["a very wide terminal", 300, 120],
    ["a terminal that does not know its width", 0, 100],
  ])("breaks lines for %s", async (_, columns, width) => {
    const surroundings = fakeSurroundings(columns === undefined ? {} : { columns });
    await runCheck(options, { ...surroundings, environment: { NO_COLOR: "1" } });
    const lines = surroundings.written.stdout.split("\n").filter((line) => !line.includes("https://"));
    const widest = Math.max(...lines.map(({ length }) => length));
    expect(widest).toBeLessThanOrEqual(width);
    expect(widest).toBeGreaterThan(width - 15);
  });

  it("uses colour in a terminal", async () => {
    const surroundings = fakeSurroundings({ columns: 80 });
    await runCheck(options, surroundings);
    expect(surroundings.written.stdout).toContain("\u001b[32meligible\u001b[39m");
  });

  it.each([
    [{ phoneNumber: "0151 12345678" }, /^The number names no country/],
    [{ on: "yesterday" }, /^--on /],
    [{ region: "FR" }, /^--region /],
    [{ overrides: { parner: "eligible" } as object }, /^--answer or --leave-out has a name that is no requirement\.$/],
    [
      { overrides: { toString: "left_out" } as object },
      /^--answer or --leave-out has a name that is no requirement\.$/,
    ],
  ])("refuses %j in the words of the command line", async (more, message) => {
    await expect(runCheck(asked(more), fakeSurroundings())).rejects.toThrow(
      expect.objectContaining({ name: "UsageError", message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ["no address", "webhook", { APP_SECRET: "0123456789abcdef" }, /^The address behind --probe /],
    ["no secret", "https://example.com", {}, /APP_SECRET/],
  ])("refuses a probe with %s", async (_, probe, environment, message) => {
    const surroundings = { ...fakeSurroundings(), environment };
    await expect(runCheck({ ...options, input: undefined, probe }, surroundings)).rejects.toThrow(
      expect.objectContaining({ name: "UsageError", message: expect.stringMatching(message) }),
    );
  });

  it("announces nothing where nothing is sent", async () => {
    const environment = { APP_SECRET: "0123456789abcdef", NO_COLOR: "1" };
    const surroundings = { ...fakeSurroundings(), environment };
    // Over plain http to another machine no probe is sent.
    expect(await runCheck({ ...options, input: undefined, probe: "http://example.com" }, surroundings)).toBe(2);
    expect(surroundings.written.stderr).toBe("");
    expect(surroundings.written.stdout).toContain("The webhook is not ready: the address.");
  });

  it("prints what the probe found above what that means for the number", async () => {
    const environment = { APP_SECRET: "0123456789abcdef" };
    const surroundings = { ...fakeSurroundings(), environment };
    const { overrides: _, ...unanswered } = input;
    expect(await runCheck({ ...options, input: unanswered, probe: "http://example.com" }, surroundings)).toBe(2);
    expect(surroundings.written.stdout).toMatch(
      /^Webhook probed [\s\S]*\n\nA number of Brazil [\s\S]*Not eligible: webhook\.\n$/,
    );
  });
});
