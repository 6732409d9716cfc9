import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { type CoexistenceEvent, Dispatcher, type EventType, type ListenerError } from "../../../src/index.ts";
import { allEvents, events } from "./events.ts";
import { later, useRejectionTrap } from "./promises.ts";

useRejectionTrap();

const methods = {
  history: "onHistory",
  "history.media": "onHistoryMedia",
  "history.declined": "onHistoryDeclined",
  contacts: "onContactSync",
  echo: "onEcho",
  message: "onMessage",
  status: "onStatus",
  account: "onAccount",
  partner: "onPartner",
  unknown: "onUnknown",
} as const satisfies Record<EventType, keyof Dispatcher>;
const table = Object.entries(methods) as [EventType, (typeof methods)[EventType]][];

/** An object with a `then`, as query builders are. */
const withThen = (then: PropertyDescriptor): object => Object.defineProperty({}, awaitedMember, then);
const awaitedMember = "then";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

type AnyListener = (event: CoexistenceEvent) => unknown;
const dispatchAll = async (dispatcher: Dispatcher): Promise<void> => {
  for (const event of allEvents) await dispatcher.dispatch(event);
};
const failureOf = (dispatcher: Dispatcher, event: CoexistenceEvent): Promise<ListenerError> =>
  dispatcher.dispatch(event).then(
    () => expect.unreachable("nothing failed"),
    (error) => error,
  );

describe.each(table)("the events of type %s", (type, method) => {
  it(`reach the listeners of ${method}, and no other event does`, async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    (dispatcher[method] as (listener: AnyListener) => unknown)(listener);
    await dispatchAll(dispatcher);
    expect(listener.mock.calls).toEqual([[events[type], firstDelivery]]);
  });

  it(`reach no listener that ${method} took off again`, async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    (dispatcher[method] as (listener: AnyListener) => () => void)(listener)();
    await dispatchAll(dispatcher);
    expect(listener).not.toHaveBeenCalled();
  });

  it("reach the listeners of on, once and onAny, the very same object", async () => {
    const dispatcher = new Dispatcher();
    const [on, once, any] = [vi.fn(), vi.fn(), vi.fn()];
    dispatcher.on(type, on);
    dispatcher.once(type, once);
    dispatcher.onAny(any);
    await dispatcher.dispatch(events[type]);
    for (const listener of [on, once, any]) expect(listener.mock.calls[0]?.[0]).toBe(events[type]);
  });

  it(`reach a ${method} that was taken out of the dispatcher`, async () => {
    const dispatcher = new Dispatcher();
    const { [method]: register } = dispatcher;
    const listener = vi.fn();
    (register as (listener: AnyListener) => unknown)(listener);
    await dispatcher.dispatch(events[type]);
    expect(listener).toHaveBeenCalledOnce();
  });
});

/** What listeners are told beside the event where nothing failed before. */
const firstDelivery = { attempt: 1 };

describe("registering", () => {
  it("once is for one event", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.once("echo", listener);
    await dispatcher.dispatch(events.message);
    await dispatcher.dispatch(events.echo);
    await dispatcher.dispatch(events.echo);
    expect(listener.mock.calls).toEqual([[events.echo, firstDelivery]]);
  });

  it("once is for one event, even where two arrive together", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn(later);
    dispatcher.once("echo", listener);
    await Promise.all([dispatcher.dispatch(events.echo), dispatcher.dispatch(events.echo)]);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("once is for one event, even where the listener dispatches it again", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn(() => dispatcher.dispatch(events.echo));
    dispatcher.once("echo", listener);
    await dispatcher.dispatch(events.echo);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("a listener of once can be taken off before its event", async () => {
    const dispatcher = new Dispatcher();
    const [unsubscribed, taken] = [vi.fn(), vi.fn()];
    dispatcher.once("echo", unsubscribed)();
    dispatcher.once("echo", taken);
    dispatcher.off("echo", taken);
    await dispatcher.dispatch(events.echo);
    expect([unsubscribed.mock.calls, taken.mock.calls]).toEqual([[], []]);
  });

  it("once lets go of its listener after the event, and an unsubscribe function at once", async () => {
    const dispatcher = new Dispatcher();
    const register = (how: (listener: AnyListener) => unknown): WeakRef<AnyListener> => {
      const listener: AnyListener = () => how;
      how(listener);
      return new WeakRef(listener);
    };
    const references = [
      register((listener) => dispatcher.once("echo", listener)),
      register((listener) => dispatcher.onEcho(listener)()),
      register((listener) => dispatcher.onAny(listener)()),
    ];
    await dispatcher.dispatch(events.echo);
    await later();
    collectGarbage();
    expect(references.map((reference) => reference.deref())).toEqual([undefined, undefined, undefined]);
  });

  it("the same listener twice is called twice", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.onEcho(listener);
    dispatcher.onEcho(listener);
    await dispatcher.dispatch(events.echo);
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("an unsubscribe function takes off its own registration only", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    const unsubscribe = dispatcher.onEcho(listener);
    dispatcher.onEcho(listener);
    unsubscribe();
    unsubscribe();
    await dispatcher.dispatch(events.echo);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("off takes a listener off however often it was registered, for that type alone", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.onEcho(listener);
    dispatcher.on("echo", listener);
    dispatcher.once("echo", listener);
    dispatcher.on("message", listener);
    dispatcher.off("echo", listener);
    await dispatcher.dispatch(events.echo);
    await dispatcher.dispatch(events.message);
    expect(listener.mock.calls).toEqual([[events.message, firstDelivery]]);
  });

  it("off of a listener that was never registered does nothing", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.onEcho(listener);
    dispatcher.off("echo", () => undefined);
    dispatcher.off("message", listener);
    await dispatcher.dispatch(events.echo);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("a listener taken off can be registered again", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.onEcho(listener);
    dispatcher.off("echo", listener);
    dispatcher.onEcho(listener);
    await dispatcher.dispatch(events.echo);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("a listener added during an event is called from the next one on", async () => {
    const dispatcher = new Dispatcher();
    const added = vi.fn();
    dispatcher.once("echo", () => dispatcher.onEcho(added));
    await dispatcher.dispatch(events.echo);
    expect(added).not.toHaveBeenCalled();
    await dispatcher.dispatch(events.echo);
    expect(added).toHaveBeenCalledOnce();
  });

  it.each(["echoes", "", "*", "!", "error", "constructor", "__proto__", undefined])(
    "an event type %j is refused, and the ones there are are listed",
    (type) => {
      const dispatcher = new Dispatcher();
      for (const register of ["on", "once", "off"] as const) {
        expect(() => dispatcher[register](type as "echo", () => undefined)).toThrow(
          expect.objectContaining({
            code: "unknown_event_type",
            message: expect.stringContaining(Object.keys(methods).join(", ")),
          }),
        );
      }
    },
  );

  it.each([undefined, null, "listener", {}])("a listener %j is refused", (listener) => {
    const dispatcher = new Dispatcher();
    for (const register of [dispatcher.onEcho, dispatcher.onAny, dispatcher.onError]) {
      expect(() => register(listener as never)).toThrow(expect.objectContaining({ code: "invalid_option" }));
    }
  });
});

describe("dispatching", () => {
  it("without listeners resolves", async () => {
    await expect(new Dispatcher().dispatch(events.echo)).resolves.toBeUndefined();
  });

  it("calls listeners in the order of registration, those of onAny last", async () => {
    const dispatcher = new Dispatcher();
    const order: string[] = [];
    dispatcher.onAny(() => order.push("any"));
    dispatcher.onEcho(() => order.push("first"));
    dispatcher.on("echo", () => order.push("second"));
    dispatcher.once("echo", () => order.push("third"));
    await dispatcher.dispatch(events.echo);
    expect(order).toEqual(["first", "second", "third", "any"]);
  });

  it("waits for all listeners", async () => {
    const dispatcher = new Dispatcher();
    const done: string[] = [];
    dispatcher.onEcho(async () => {
      await later();
      await later();
      done.push("slow");
    });
    dispatcher.onEcho(async () => done.push("quick"));
    dispatcher.onAny(async () => {
      await later();
      done.push("any");
    });
    await dispatcher.dispatch(events.echo);
    expect(done.sort()).toEqual(["any", "quick", "slow"]);
  });

  it("waits for anything that can be awaited", async () => {
    const dispatcher = new Dispatcher();
    const done = vi.fn();
    const then = (resolve: (value: unknown) => void): void => {
      later().then(() => {
        done();
        resolve(undefined);
      });
    };
    dispatcher.onEcho(() => withThen({ value: then }));
    await dispatcher.dispatch(events.echo);
    expect(done).toHaveBeenCalledOnce();
  });

  it("does not mind what a listener returns", async () => {
    const dispatcher = new Dispatcher();
    for (const result of [0, "text", null, false, {}, [], withThen({ value: 7 })]) dispatcher.onEcho(() => result);
    await expect(dispatcher.dispatch(events.echo)).resolves.toBeUndefined();
  });

  it("refuses an event of a type that does not exist, so that nobody takes it for handled", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.onAny(listener);
    dispatcher.onError(listener);
    for (const type of ["echoes", "*", "!"]) {
      await expect(dispatcher.dispatch({ ...events.echo, type } as never)).rejects.toMatchObject({
        code: "unknown_event_type",
      });
    }
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("a listener that fails", () => {
  const failing: [title: string, listener: () => unknown, reason: unknown][] = [
    [
      "throws",
      () => {
        throw reasons[0];
      },
      0,
    ],
    ["rejects at once", () => Promise.reject(reasons[1]), 1],
    [
      "rejects later",
      async () => {
        await later();
        throw reasons[2];
      },
      2,
    ],
    [
      "returns an awaitable that throws",
      () =>
        withThen({
          value: () => {
            throw reasons[3];
          },
        }),
      3,
    ],
    [
      "returns an awaitable that rejects",
      () => withThen({ value: (_: unknown, reject: (reason: unknown) => void) => reject(reasons[4]) }),
      4,
    ],
    [
      "returns an object whose then cannot be read",
      () =>
        withThen({
          get: () => {
            throw reasons[5];
          },
        }),
      5,
    ],
  ];
  const reasons = failing.map(([title]) => new Error(title));

  it.each(failing)("and %s stops nobody", async (_, listener) => {
    const dispatcher = new Dispatcher();
    const [before, after, any] = [vi.fn(), vi.fn(), vi.fn()];
    dispatcher.onEcho(before);
    dispatcher.onEcho(listener);
    dispatcher.onEcho(after);
    dispatcher.onAny(any);
    await failureOf(dispatcher, events.echo);
    for (const other of [before, after, any]) expect(other).toHaveBeenCalledOnce();
  });

  it.each(failing)("and %s comes back with its event", async (_, listener, index) => {
    const dispatcher = new Dispatcher();
    dispatcher.onEcho(listener);
    expect(await failureOf(dispatcher, events.echo)).toMatchObject({
      name: "ListenerError",
      code: "listener_failed",
      message: expect.stringContaining("echo (echo_1)"),
      failures: [{ eventType: "echo", eventId: "echo_1", error: reasons[index as number] }],
    });
  });

  it("comes back together with the others that failed", async () => {
    const dispatcher = new Dispatcher();
    for (const [, listener] of failing) dispatcher.onEcho(listener);
    dispatcher.onAny(() => Promise.reject("any"));
    const { failures } = await failureOf(dispatcher, events.echo);
    expect(new Set(failures.map(({ error }) => error))).toEqual(new Set([...reasons, "any"]));
  });

  it("comes back even where it threw nothing", async () => {
    const dispatcher = new Dispatcher();
    dispatcher.onEcho(() => Promise.reject());
    expect((await failureOf(dispatcher, events.echo)).failures).toEqual([
      { eventType: "echo", eventId: "echo_1", error: undefined },
    ]);
  });

  it("is called again at the next event", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn().mockRejectedValueOnce(new Error("once")).mockResolvedValue(undefined);
    dispatcher.onEcho(listener);
    await failureOf(dispatcher, events.echo);
    await expect(dispatcher.dispatch(events.echo)).resolves.toBeUndefined();
  });
});

describe("onError", () => {
  const failingEcho = (): Dispatcher => {
    const dispatcher = new Dispatcher();
    dispatcher.onEcho(() => Promise.reject(new Error("the database is away")));
    return dispatcher;
  };

  it("is told of the error and its event, the same error that dispatch throws", async () => {
    const dispatcher = failingEcho();
    const listener = vi.fn();
    dispatcher.onError(listener);
    const error = await failureOf(dispatcher, events.echo);
    expect(listener.mock.calls).toEqual([[error, events.echo]]);
    expect(listener.mock.calls[0]?.[0]).toBe(error);
  });

  it("is told nothing while nothing fails", async () => {
    const dispatcher = new Dispatcher();
    const listener = vi.fn();
    dispatcher.onError(listener);
    await dispatchAll(dispatcher);
    expect(listener).not.toHaveBeenCalled();
  });

  it("is called before dispatch throws, and not waited for", async () => {
    const dispatcher = failingEcho();
    const listener = vi.fn(() => new Promise(() => undefined));
    dispatcher.onError(listener);
    await failureOf(dispatcher, events.echo);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("can fail itself without taking anyone along", async () => {
    const dispatcher = failingEcho();
    const last = vi.fn();
    dispatcher.onError(() => {
      throw new Error("thrown");
    });
    dispatcher.onError(() => Promise.reject(new Error("rejected")));
    dispatcher.onError(last);
    expect(await failureOf(dispatcher, events.echo)).toMatchObject({ code: "listener_failed" });
    expect(last).toHaveBeenCalledOnce();
  });

  it("can be taken off", async () => {
    const dispatcher = failingEcho();
    const listener = vi.fn();
    dispatcher.onError(listener)();
    await failureOf(dispatcher, events.echo);
    expect(listener).not.toHaveBeenCalled();
  });

  it("is for failures, and not for onAny", async () => {
    const dispatcher = failingEcho();
    const any = vi.fn();
    dispatcher.onAny(any);
    await failureOf(dispatcher, events.echo);
    expect(any.mock.calls).toEqual([[events.echo, firstDelivery]]);
  });
});
