import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { daysUntilDisconnect } from "../../../../src/eligibility/changes/index.ts";
import { InvalidInputError } from "../../../../src/errors/index.ts";

const hour = 3_600_000;
const day = 24 * hour;
const seen = new Date("2026-03-01T12:00:00Z");
const later = (time: number): Date => new Date(seen.getTime() + time);

describe("the days until an idle phone ends the connection", () => {
  it.each([
    ["at once", 0, 14],
    ["a millisecond later", 1, 14],
    ["a day later", day, 13],
    ["on the last day to open the app", 13 * day, 1],
    ["when less than a day is left", 13 * day + hour, 1],
    ["when they are over", 14 * day, 0],
    ["long after", 400 * day, 0],
    ["for a clock that is behind", -hour, 14],
  ])("are whole: %s", (_, time, days) => {
    expect(daysUntilDisconnect(seen, { on: later(time) })).toBe(days);
  });

  it("are 30 for a companion", () => {
    expect(daysUntilDisconnect(seen, { device: "companion", on: seen })).toBe(30);
    expect(daysUntilDisconnect(seen, { device: "companion", on: later(29 * day) })).toBe(1);
    expect(daysUntilDisconnect(seen, { device: "companion", on: later(30 * day) })).toBe(0);
  });

  it("begin with the UTC day where the day is a text", () => {
    expect(daysUntilDisconnect("2026-03-01", { on: "2026-03-01" })).toBe(14);
    expect(daysUntilDisconnect("2026-03-01", { on: "2026-03-14" })).toBe(1);
    expect(daysUntilDisconnect("2026-03-01", { on: new Date("2026-03-02T00:00:01Z") })).toBe(13);
  });

  it("have 24 hours also where the clocks change", () => {
    expect(daysUntilDisconnect("2026-03-28", { on: "2026-03-30" })).toBe(12);
    expect(daysUntilDisconnect("2026-10-24", { on: "2026-10-26" })).toBe(12);
  });

  it("never grow while time passes, and go from 14 to 0 one by one", () => {
    const time = fc.integer({ min: 0, max: 40 * day });
    fc.assert(
      fc.property(time, time, (one, other) => {
        const spans = [Math.min(one, other), Math.max(one, other)] as const;
        const [first, second] = spans.map((span) => daysUntilDisconnect(seen, { on: later(span) }));
        expect(first).toBeGreaterThanOrEqual(second as number);
        expect((first as number) - (second as number)).toBeLessThanOrEqual(Math.ceil((spans[1] - spans[0]) / day));
      }),
    );
  });

  it("and the time that passed make 14 days, as long as there are some left", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2099-01-01"), noInvalidDate: true }),
        fc.integer({ min: 0, max: 14 * day }),
        (lastSeen, span) => {
          const on = new Date(lastSeen.getTime() + span);
          const left = daysUntilDisconnect(lastSeen, { on }) * day;
          expect(span + left).toBeGreaterThanOrEqual(14 * day);
          expect(span + left).toBeLessThan(15 * day);
        },
      ),
    );
  });
});

describe("without a moment to count from", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: later(10 * day) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("the days count from now", () => {
    expect(daysUntilDisconnect(seen)).toBe(4);
    expect(daysUntilDisconnect(seen, { device: "companion" })).toBe(20);
  });

  it("a moment after now counts as now", () => {
    expect(daysUntilDisconnect(later(10 * day + 1))).toBe(14);
  });
});

describe("a bad argument", () => {
  const call = (lastSeen: unknown, options?: unknown) => () => daysUntilDisconnect(lastSeen as Date, options as object);

  it.each([
    ["an invalid date", "lastSeen", call(new Date(Number.NaN))],
    ["a day that no calendar has", "lastSeen", call("2026-02-30")],
    ["a number", "lastSeen", call(seen.getTime())],
    ["no lastSeen", "lastSeen", call(undefined)],
    ["an invalid on", "on", call(seen, { on: new Date(Number.NaN) })],
    ["an on that is no day", "on", call(seen, { on: "soon" })],
    ["another device", "device", call(seen, { on: seen, device: "tablet" })],
    ["a device from a prototype", "device", call(seen, { on: seen, device: "constructor" })],
  ])("is refused by its name: %s", (_, field, act) => {
    expect(act).toThrow(InvalidInputError);
    expect(act).toThrow(expect.objectContaining({ field, code: "invalid_input" }));
  });
});
