import { beforeEach, describe, expect, it, vi } from "vitest";
import { checkReceiver, checkWindow, syncDeadline } from "../../../../src/client/onboarding/sync-window.ts";

const startedAt = "2026-11-23T10:00:00.000Z";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});

it("a synchronization can be asked for during 24 hours", () => {
  expect(syncDeadline(startedAt)).toEqual(new Date("2026-11-24T10:00:00.000Z"));
});

it.each([
  ["2026-11-23T10:00:00.000Z", []],
  ["2026-11-24T09:59:59.999Z", []],
  ["2026-11-24T10:00:00.000Z", ["within_window"]],
  ["2026-12-24T10:00:00.000Z", ["within_window"]],
])("at %s the window reports %j", (now, conditions) => {
  vi.setSystemTime(now);
  expect(checkWindow(startedAt).map(({ condition }) => condition)).toEqual(conditions);
});

describe("a receiver", () => {
  it("that is not asked is taken for ready", async () => {
    expect(await checkReceiver(undefined)).toEqual([]);
  });

  it.each([() => true, async () => true])("that says yes is ready", async (isReady) => {
    expect(await checkReceiver(isReady)).toEqual([]);
  });

  it.each([
    () => false,
    async () => false,
    async () => undefined as unknown as boolean,
    () => "yes" as unknown as boolean,
    () => Promise.reject(new Error("The database is away.")),
    () => {
      throw new Error("The database is away.");
    },
    "yes" as unknown as () => boolean,
  ])("that says anything else is not (%#)", async (isReady) => {
    const failures = await checkReceiver(isReady);
    expect(failures.map(({ condition }) => condition)).toEqual(["receiver_ready"]);
    expect(JSON.stringify(failures)).not.toContain("database");
  });
});
