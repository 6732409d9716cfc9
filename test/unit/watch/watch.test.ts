import { describe, expect, it, vi } from "vitest";
import { memorySynchronizations } from "../../../src/intake/index.ts";
import { Watch } from "../../../src/watch/index.ts";

const numbers = Array.from({ length: 50 }, (_, place) => String(200_000_000_000_000 + place));

function watched() {
  const store = memorySynchronizations();
  const list = vi.spyOn(store, "numbers");
  const watch = new Watch({ store, stallAfter: undefined, report: () => undefined });
  return { store, list, watch };
}

describe("a watch over many numbers", () => {
  it("does not look at all of them for what happens to one", async () => {
    const { list, watch } = watched();
    const listener = vi.fn();
    watch.onSync(listener);
    for (const phoneNumberId of numbers) await watch.expect({ phoneNumberId });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(listener).toHaveBeenCalledTimes(2 * numbers.length);
    expect(list.mock.calls.length).toBeLessThanOrEqual(1);
    watch.close();
  });

  it("looks again when one of them changes by the passing of time", async () => {
    const store = memorySynchronizations();
    const watch = new Watch({ store, stallAfter: 50, report: () => undefined });
    const told: string[] = [];
    watch.onSync(({ status, phoneNumberId }) => void told.push(`${phoneNumberId} ${status}`));
    for (const phoneNumberId of numbers.slice(0, 2)) await watch.expect({ phoneNumberId, kind: "history" });
    const stalled = numbers.slice(0, 2).map((number) => `${number} stalled`);
    await vi.waitFor(() => expect(told).toEqual(expect.arrayContaining(stalled)), 10_000);
    watch.close();
  });
});

describe("a synchronization that is forgotten", () => {
  it("is unknown afterwards, and can be expected again", async () => {
    const { watch } = watched();
    const [phoneNumberId = ""] = numbers;
    const listener = vi.fn();
    watch.onSync(listener);
    await watch.expect({ phoneNumberId, kind: "history" });
    expect(await watch.forget(phoneNumberId)).toBe(true);
    expect(await watch.describe(phoneNumberId)).toBeUndefined();
    expect(await watch.forget(phoneNumberId)).toBe(false);
    await watch.expect({ phoneNumberId, kind: "history" });
    expect(listener).toHaveBeenCalledTimes(2);
    watch.close();
  });
});
