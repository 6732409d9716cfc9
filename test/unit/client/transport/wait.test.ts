import { describe, expect, it } from "vitest";
import { pause, readRetryAfter, waitBefore } from "../../../../src/client/transport/wait.ts";

const now = Date.UTC(2026, 8, 21, 12, 0, 0);
const read = (headers: Record<string, string>): number | undefined => readRetryAfter(new Headers(headers), now);
const month = 30 * 24 * 60 * 60;

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["120", 120],
    [" 7 ", 7],
    ["Mon, 21 Sep 2026 12:01:30 GMT", 90],
    ["Monday, 21-Sep-26 12:01:30 GMT", 90],
    ["Mon, 21 Sep 2026 11:00:00 GMT", 0],
    ["15550001111", month],
    ["Mon, 21 Sep 2126 12:00:00 GMT", month],
  ])("%j is %i seconds", (value, seconds) => {
    expect(read({ "retry-after": value })).toBe(seconds);
  });

  it.each(["", "-5", "1.5", "1e3", "0x10", "soon", "5 seconds", "abc1", "Infinity", "NaN", "Moonday, 99"])(
    "%j says nothing",
    (value) => {
      expect(read({ "retry-after": value })).toBeUndefined();
    },
  );
});

describe("X-Business-Use-Case-Usage", () => {
  const usage = (...minutes: unknown[]): number | undefined =>
    read({
      "x-business-use-case-usage": JSON.stringify({
        "1": minutes.map((estimated_time_to_regain_access) => ({ estimated_time_to_regain_access })),
      }),
    });

  it("counts in minutes, of which the most count", () => {
    expect(usage(3, 19, 0)).toBe(19 * 60);
    expect(usage("7")).toBe(7 * 60);
    expect(usage(15550001111)).toBe(month);
  });

  it("looks at every business", () => {
    const value = '{"1":[{"estimated_time_to_regain_access":1}],"2":[{"estimated_time_to_regain_access":2}]}';
    expect(read({ "x-business-use-case-usage": value })).toBe(120);
  });

  it.each([[0], [-1], [null], ["soon"], [[5]], [{}], [true]])("says nothing with %j minutes", (minutes) => {
    expect(usage(minutes)).toBeUndefined();
  });

  it.each(["", "no JSON", "null", "[]", "7", '{"1":null}', '{"1":{}}', '{"1":[null,7,"x"]}', "{"])(
    "says nothing as %s",
    (value) => {
      expect(read({ "x-business-use-case-usage": value })).toBeUndefined();
    },
  );
});

describe("a wait", () => {
  it("is never shorter than what the provider asks for", () => {
    for (const random of [0, 0.5, 0.999]) {
      expect(waitBefore(2, 4, 10_000, () => random)).toBeGreaterThanOrEqual(4000);
      expect(waitBefore(2, 4, 10_000, () => random)).toBeLessThanOrEqual(4500);
    }
    expect(waitBefore(2, 11, 10_000, () => 0)).toBeUndefined();
  });

  it("has a bound for every number of attempts", () => {
    for (let attempt = 2; attempt < 2000; attempt++) {
      expect(waitBefore(attempt, undefined, 10_000, () => 1)).toBeLessThanOrEqual(8000);
      expect(waitBefore(attempt, undefined, 10_000, () => 0)).toBeGreaterThanOrEqual(250);
    }
  });

  it("is over at once when its signal has ended it already", async () => {
    await pause(1_000_000, AbortSignal.abort());
  });

  it("is over when its signal ends it", async () => {
    const controller = new AbortController();
    const waiting = pause(1_000_000, controller.signal);
    controller.abort();
    await waiting;
  });
});
