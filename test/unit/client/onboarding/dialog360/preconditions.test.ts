import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createChannel } from "../../../../../examples/stand-in/dialog360.ts";
import {
  type OnboardDialog360Options,
  onboardDialog360,
  type Precondition,
  PreconditionError,
} from "../../../../../src/client/index.ts";
import { begunState, everything, nothing, Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00.000Z"), toFake: ["Date"] });
  return () => vi.useRealTimers();
});

/** What can be wrong, and how it comes about. */
const wrongs = {
  channel_found: () => stage.standIn.world.channels.splice(0),
  channel_live: () => changeChannel({ status: "created", integration: { enabled: true } }),
  number_on_business_app: () => changeChannel({ is_on_biz_app: false }),
  partner_webhook_set: () => {
    stage.standIn.world.partner.webhook_url = null;
  },
  receiver_ready: () => undefined,
  within_window: () => vi.setSystemTime("2026-11-24T10:00:00.000Z"),
} as const satisfies Partial<Record<Precondition, () => unknown>>;
type Wrong = keyof typeof wrongs;
const names = Object.keys(wrongs) as Wrong[];

function changeChannel(changes: Record<string, unknown>): void {
  const { channels } = stage.standIn.world;
  if (channels[0] !== undefined) channels[0] = createChannel("AbCdEfCH", { ...channels[0], ...changes });
}

/** An onboarding that began, and stopped before it spent anything. */
function begin(chosen: readonly Wrong[]): OnboardDialog360Options {
  const state = begunState();
  stage.stored.set(state.id, state);
  for (const name of chosen) wrongs[name]();
  return stage.options({ state, isReady: () => !chosen.includes("receiver_ready") });
}

async function failuresOf(options: OnboardDialog360Options): Promise<PreconditionError> {
  const error: unknown = await onboardDialog360(options).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(PreconditionError);
  return error as PreconditionError;
}

/** All ways to choose some of them. */
const combinations = Array.from({ length: 2 ** names.length }, (_, bits) =>
  names.filter((_, index) => (bits >> index) % 2 === 1),
);

describe("an onboarding at 360dialog", () => {
  it("that has nothing wrong spends everything once", async () => {
    await onboardDialog360(begin([]));
    expect(stage.spent).toEqual(everything);
  });

  it.each(combinations.filter(({ length }) => length > 0).map((chosen) => ({ chosen, what: chosen.join(", ") })))(
    "spends nothing and saves nothing with this wrong: $what; and reports each with its fix",
    async ({ chosen }) => {
      const { failures, message } = await failuresOf(begin(chosen));
      // Of a channel that is not there nothing else can be said.
      const ofAChannel: Wrong[] = ["channel_live", "number_on_business_app"];
      const expected = chosen.filter((name) => !chosen.includes("channel_found") || !ofAChannel.includes(name));
      expect(failures.map(({ condition }) => condition).sort()).toEqual([...expected].sort());
      for (const { condition, fix } of failures) {
        expect(fix).toMatch(/^\w.{20,}\.$/);
        expect(message).toContain(`${condition}: ${fix}`);
      }
      expect(stage.spent).toEqual(nothing);
      expect(stage.standIn.requests.filter(({ method }) => method !== "GET")).toEqual([]);
      expect(stage.state?.revision).toBe(1);
    },
  );

  it.each(names)("can go on with the same state once %s is right", async (name) => {
    await failuresOf(begin([name]));
    vi.setSystemTime("2026-11-24T09:59:59.999Z");
    stage.standIn.world.channels.splice(0, 1, createChannel("AbCdEfCH"));
    stage.standIn.world.partner.webhook_url = "https://webhooks.example.com/360dialog/partner";
    await stage.run();
    expect(stage.spent).toEqual(everything);
  });

  it("spends nothing at its first call either", async () => {
    for (const name of names) {
      stage.reset();
      if (name === "within_window") continue; // It begins now.
      wrongs[name]();
      await failuresOf(stage.options({ isReady: () => name !== "receiver_ready" }));
      expect(stage.spent).toEqual(nothing);
      expect(stage.stored.size).toBe(0);
    }
  });

  it.each(names)("spends nothing with a key that was handed in and %s wrong", async (name) => {
    const { failures } = await failuresOf({ ...begin([name]), apiKey: "key-1" });
    expect(failures.map(({ condition }) => condition)).toEqual([name]);
    expect(stage.calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
  });

  it.each([
    "channel_found",
    "channel_live",
    "number_on_business_app",
    "partner_webhook_set",
    "receiver_ready",
  ] as const)("mints no key without a synchronization either, with %s wrong", async (name) => {
    const { failures } = await failuresOf({ ...begin([name]), synchronize: false });
    expect(failures.map(({ condition }) => condition)).toEqual([name]);
    expect(stage.spent).toEqual(nothing);
  });

  it("does not care for the 24 hours where no synchronization is to be asked for", async () => {
    await onboardDialog360({ ...begin(["within_window"]), synchronize: false });
    expect(stage.spent).toEqual({ keys: 1, contacts: 0, history: 0 });
  });

  it("looks again before it asks for a synchronization that is left", async () => {
    stage.watch = (moment, step) => {
      if (moment === "before" && step === "POST /synchronization") throw new Error("The process ended.");
    };
    await expect(stage.run()).rejects.toMatchObject({ code: "outcome_unknown" });
    stage.watch = () => undefined;
    changeChannel({ is_on_biz_app: false });
    const { failures } = await failuresOf(stage.options({ state: stage.state, settle: { contacts: "repeat" } }));
    expect(failures.map(({ condition }) => condition)).toEqual(["number_on_business_app"]);
    expect(stage.spent).toEqual({ keys: 1, contacts: 0, history: 0 });
  });

  it("takes a check of the caller's that fails for a no", async () => {
    const isReady = vi.fn(async () => Promise.reject(new Error("The database is away.")));
    const { failures } = await failuresOf(stage.options({ isReady }));
    expect(failures.map(({ condition }) => condition)).toEqual(["receiver_ready"]);
    expect(isReady).toHaveBeenCalledOnce();
  });

  it("asks the caller's own question about the channel", async () => {
    changeChannel({ status: "created", integration: { state: "stopped" }, hub_status: "of_its_own" });
    const isLive = vi.fn((channel: { hub_status?: string | undefined }) => channel.hub_status === "of_its_own");
    await stage.run({ isLive });
    expect(isLive.mock.calls).toEqual([[expect.objectContaining({ id: "AbCdEfCH" })]]);
    expect(stage.spent).toEqual(everything);
  });
});
