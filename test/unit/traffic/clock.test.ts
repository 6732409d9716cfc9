import { afterEach, describe, expect, it, vi } from "vitest";
import { InvalidInputError } from "../../../src/errors/index.ts";
import { createClock } from "../../../src/traffic/clock.ts";

afterEach(() => void vi.useRealTimers());

describe("the clock of traffic", () => {
  it("tells our time from its beginning on, as often as it is faster", () => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
    const begun = Date.now();
    const clock = createClock(60);
    expect(clock.now().getTime()).toBe(begun);
    vi.advanceTimersByTime(1_000);
    expect(clock.now().getTime()).toBe(begun + 60_000);
  });

  it("waits for its own milliseconds", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
    let isOver = false;
    void createClock(60)
      .wait(120_000)
      .then(() => {
        isOver = true;
      });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });

  it("waits for longer than a timer can be set to", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
    const days = 60 * 24 * 3_600_000;
    let isOver = false;
    void createClock(1)
      .wait(days)
      .then(() => {
        isOver = true;
      });
    await vi.advanceTimersByTimeAsync(days - 1);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });

  it("never ends a wait too early, although timers do", async () => {
    const clock = createClock(1_000_000);
    const waits = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const milliseconds = 20_000_000 + index * 130_007;
        const begun = clock.now().getTime();
        await clock.wait(milliseconds);
        return clock.now().getTime() - begun - milliseconds;
      }),
    );
    expect(waits.filter((late) => late < -1)).toEqual([]);
  });

  it("stops waiting when that is no longer wanted, for many at once without a warning", async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => void warnings.push(message);
    process.on("warning", note);
    const controller = new AbortController();
    const clock = createClock(1);
    const waits = Array.from({ length: 30 }, () => clock.wait(1_000_000, controller.signal));
    controller.abort();
    await Promise.all(waits);
    await clock.wait(1_000_000, controller.signal);
    // Warnings are told in a turn of their own.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, "60" as unknown as number])(
    "cannot run at the speed %s",
    (speed) => {
      expect(() => createClock(speed)).toThrow(InvalidInputError);
    },
  );
});
