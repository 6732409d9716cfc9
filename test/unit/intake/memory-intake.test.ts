import { describe, expect, it, vi } from "vitest";
import {
  type CoexistenceEvent,
  type Intake,
  ListenerError,
  type MemoryIntakeOptions,
  memoryIntake,
  type Observation,
  type VerifiedWebhook,
} from "../../../src/index.ts";
import { events } from "../dispatch/events.ts";
import { deferred, later, useRejectionTrap } from "../dispatch/promises.ts";

useRejectionTrap();

type Listen = (event: CoexistenceEvent) => Promise<void>;

const event = (id: string): CoexistenceEvent => ({ ...events.unknown, id });
/** A webhook whose body is a list of the ids of its events. */
const webhook = (...ids: string[]): VerifiedWebhook => ({
  body: new TextEncoder().encode(JSON.stringify(ids)),
  provider: "meta",
  receivedAt: new Date(),
});
const failure = (id: string): ListenerError =>
  new ListenerError([{ eventType: "unknown", eventId: id, error: new Error("away") }]);

function intakeFor(listen: Listen, options: MemoryIntakeOptions = {}, observed: Observation[] = []): Intake {
  return memoryIntake(options)({
    parse: ({ body }) => (JSON.parse(new TextDecoder().decode(body)) as string[]).map(event),
    dispatch: listen,
    isBygone: async () => false,
    report: () => undefined,
    observe: (observation) => void observed.push(observation),
  });
}

function recorded(listen: Listen = async () => undefined) {
  const calls: string[] = [];
  return {
    calls,
    listen: (given: CoexistenceEvent) => {
      calls.push(given.id);
      return listen(given);
    },
  };
}

describe("memoryIntake", () => {
  it("tells what became of each event", async () => {
    const observed: Observation[] = [];
    const listen = vi.fn<Listen>().mockRejectedValueOnce(failure("a"));
    const intake = intakeFor(listen, {}, observed);
    await expect(intake.accept(webhook("a"))).rejects.toThrow(ListenerError);
    await intake.accept(webhook("a"));
    await intake.accept(webhook("a"));
    const about = { eventType: "unknown", eventId: "a" };
    expect(observed).toEqual([
      { name: "failed", ...about, attempt: 1, milliseconds: expect.any(Number) },
      { name: "delivered", ...about, attempt: 1, milliseconds: expect.any(Number), lag: expect.any(Number) },
      { name: "repeated", ...about },
    ]);
  });

  it("delivers the events of a webhook one after the other, in their order", async () => {
    const steps: string[] = [];
    const intake = intakeFor(async ({ id }) => {
      steps.push(`${id} begins`);
      await later();
      steps.push(`${id} ends`);
    });
    await intake.accept(webhook("a", "b"));
    expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("accepts a webhook when its listeners are done, and not before", async () => {
    const { promise, resolve } = deferred();
    const accepted = vi.fn();
    const intake = intakeFor(() => promise);
    const accepting = intake.accept(webhook("a")).then(accepted);
    await later();
    expect(accepted).not.toHaveBeenCalled();
    resolve();
    await accepting;
  });

  it("accepts a webhook without events", async () => {
    await expect(intakeFor(() => Promise.reject(failure("a"))).accept(webhook())).resolves.toBeUndefined();
  });

  it("delivers an event once, in one webhook, in several, and in parallel", async () => {
    const { calls, listen } = recorded(later);
    const intake = intakeFor(listen);
    await intake.accept(webhook("a", "a"));
    await Promise.all([intake.accept(webhook("a", "b")), intake.accept(webhook("b", "a"))]);
    await intake.accept(webhook("b"));
    expect(calls).toEqual(["a", "b"]);
  });

  it("delivers 64 identical webhooks at once as one, and accepts all of them", async () => {
    const { calls, listen } = recorded(later);
    const intake = intakeFor(listen);
    await Promise.all(Array.from({ length: 64 }, () => intake.accept(webhook("a", "b", "c"))));
    expect(calls).toEqual(["a", "b", "c"]);
  });

  it("forgets what is older than it was told to remember", async () => {
    const { calls, listen } = recorded();
    const intake = intakeFor(listen, { remember: 1 });
    await intake.accept(webhook("a", "b", "c"));
    await intake.accept(webhook("a"));
    expect(calls).toEqual(["a", "b", "c", "a"]);
  });

  it("starts each intake with a memory of its own", async () => {
    const { calls, listen } = recorded();
    const make = memoryIntake();
    const nothing = (): void => undefined;
    const isBygone = async () => false;
    const stream = { parse: () => [event("a")], dispatch: listen, isBygone, report: nothing, observe: nothing };
    await make(stream).accept(webhook("a"));
    await make(stream).accept(webhook("a"));
    expect(calls).toEqual(["a", "a"]);
  });
});

describe("an event that fails", () => {
  it("keeps nothing after it from being delivered", async () => {
    const { calls, listen } = recorded(({ id }) => (id === "b" ? Promise.reject(failure(id)) : later()));
    await expect(intakeFor(listen).accept(webhook("a", "b", "c"))).rejects.toMatchObject({ code: "listener_failed" });
    expect(calls).toEqual(["a", "b", "c"]);
  });

  it("is the only one delivered again", async () => {
    let isAway = true;
    const { calls, listen } = recorded(({ id }) => (id === "b" && isAway ? Promise.reject(failure(id)) : later()));
    const intake = intakeFor(listen);
    await intake.accept(webhook("a", "b", "c")).catch(() => undefined);
    isAway = false;
    await intake.accept(webhook("a", "b", "c"));
    expect(calls).toEqual(["a", "b", "c", "b"]);
  });

  it("comes back together with the others that failed", async () => {
    const intake = intakeFor(({ id }) => Promise.reject(failure(id)));
    const error: ListenerError = await intake.accept(webhook("a", "b")).then(
      () => expect.unreachable("it was accepted"),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(ListenerError);
    expect(error.failures.map(({ eventId }) => eventId)).toEqual(["a", "b"]);
  });

  // The ESM and the CommonJS copy of the package can meet in one process.
  it("is known by its code, whichever copy of the package made the error", async () => {
    vi.resetModules();
    const copy = await import("../../../src/errors/index.ts");
    const foreign = (id: string) => new copy.ListenerError([{ eventType: "unknown", eventId: id, error: undefined }]);
    const { calls, listen } = recorded(({ id }) => (id === "a" ? Promise.reject(foreign(id)) : later()));
    expect(foreign("a")).not.toBeInstanceOf(ListenerError);
    await expect(intakeFor(listen).accept(webhook("a", "b"))).rejects.toMatchObject({ code: "listener_failed" });
    expect(calls).toEqual(["a", "b"]);
  });

  it("keeps nothing after it from being delivered, whatever it throws", async () => {
    const { calls, listen } = recorded(({ id }) => (id === "a" ? Promise.reject(new Error("a bug")) : later()));
    await expect(intakeFor(listen).accept(webhook("a", "b"))).rejects.toMatchObject({
      failures: [{ eventType: "unknown", eventId: "a", error: new Error("a bug") }],
    });
    expect(calls).toEqual(["a", "b"]);
  });

  it("fails the webhooks that wait for it", async () => {
    const { promise, reject } = deferred();
    const { calls, listen } = recorded(() => promise);
    const intake = intakeFor(listen);
    const both = Promise.allSettled([intake.accept(webhook("a")), intake.accept(webhook("a"))]);
    reject(failure("a"));
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(calls).toEqual(["a"]);
  });
});

describe("the deadline", () => {
  it("rejects a webhook whose listeners take too long, while they go on", async () => {
    const { promise, resolve } = deferred();
    const { calls, listen } = recorded(({ id }) => (id === "a" ? promise : later()));
    const intake = intakeFor(listen, { deadline: 10 });
    await expect(intake.accept(webhook("a", "b"))).rejects.toMatchObject({ code: "deadline_exceeded" });
    expect(calls).toEqual(["a"]);
    resolve();
    await intake.close();
    expect(calls).toEqual(["a", "b"]);
  });

  it("lets the repeated webhook wait for them instead of starting them again", async () => {
    const { promise, resolve } = deferred();
    const { calls, listen } = recorded(() => promise);
    const intake = intakeFor(listen, { deadline: 50 });
    await expect(intake.accept(webhook("a"))).rejects.toMatchObject({ code: "deadline_exceeded" });
    const repeated = intake.accept(webhook("a"));
    resolve();
    await expect(repeated).resolves.toBeUndefined();
    expect(calls).toEqual(["a"]);
  });

  it("rejects the repeated webhook too where they still take too long", async () => {
    const { promise, resolve } = deferred();
    const { calls, listen } = recorded(() => promise);
    const intake = intakeFor(listen, { deadline: 5 });
    for (let turn = 0; turn < 3; turn++) {
      await expect(intake.accept(webhook("a"))).rejects.toMatchObject({ code: "deadline_exceeded" });
    }
    resolve();
    await intake.close();
    expect(calls).toEqual(["a"]);
  });

  it("leaves no rejection behind when they fail after it", async () => {
    const { promise, reject } = deferred();
    const intake = intakeFor(() => promise, { deadline: 5 });
    await expect(intake.accept(webhook("a"))).rejects.toMatchObject({ code: "deadline_exceeded" });
    reject(failure("a"));
    await expect(intake.close()).resolves.toBeUndefined();
  });

  it("leaves no timer behind", async () => {
    vi.useFakeTimers();
    try {
      const intake = intakeFor(async () => undefined);
      await intake.accept(webhook("a"));
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("closing", () => {
  it("waits for what is under way", async () => {
    const { promise, resolve } = deferred();
    const closed = vi.fn();
    const intake = intakeFor(() => promise);
    const accepting = intake.accept(webhook("a"));
    const closing = intake.close().then(closed);
    await later();
    expect(closed).not.toHaveBeenCalled();
    resolve();
    await Promise.all([accepting, closing]);
  });

  it("does not mind that what is under way fails", async () => {
    const { promise, reject } = deferred();
    const intake = intakeFor(() => promise);
    const accepting = intake.accept(webhook("a"));
    const closing = intake.close();
    reject(failure("a"));
    await expect(accepting).rejects.toMatchObject({ code: "listener_failed" });
    await expect(closing).resolves.toBeUndefined();
  });

  it("accepts nothing more", async () => {
    const { calls, listen } = recorded();
    const intake = intakeFor(listen);
    await intake.close();
    await expect(intake.accept(webhook("a"))).rejects.toMatchObject({ code: "intake_closed" });
    expect(calls).toEqual([]);
  });

  it("does not wait for a listener that hangs longer than the deadline", async () => {
    const intake = intakeFor(() => new Promise(() => undefined), { deadline: 20 });
    await expect(intake.accept(webhook("a"))).rejects.toMatchObject({ code: "deadline_exceeded" });
    await expect(intake.close()).resolves.toBeUndefined();
  });

  it("twice is closing once", async () => {
    const intake = intakeFor(async () => undefined);
    await intake.close();
    await expect(intake.close()).resolves.toBeUndefined();
  });
});

describe("the options of memoryIntake", () => {
  it.each<[option: keyof MemoryIntakeOptions, value: unknown]>([
    ["deadline", 0],
    ["deadline", -1],
    ["deadline", Number.NaN],
    ["deadline", Number.POSITIVE_INFINITY],
    ["deadline", "4000"],
    // Timers count in 31 bits: one more millisecond would mean none at all.
    ["deadline", 2 ** 31],
    ["remember", 0],
    ["remember", -1],
    ["remember", Number.NaN],
    ["remember", Number.POSITIVE_INFINITY],
    ["remember", "100"],
  ])("refuse %s: %j", (option, value) => {
    expect(() => memoryIntake({ [option]: value })).toThrow(
      expect.objectContaining({ code: "invalid_option", message: expect.stringContaining(option) }),
    );
  });

  it("may be absent", () => {
    expect(memoryIntake({})).toBeTypeOf("function");
    expect(memoryIntake()).toBeTypeOf("function");
  });

  it("may ask for a deadline as long as a timer can be", async () => {
    const intake = intakeFor(async () => undefined, { deadline: 2 ** 31 - 1 });
    await expect(intake.accept(webhook("a"))).resolves.toBeUndefined();
  });
});
