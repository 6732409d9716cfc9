import { describe, expectTypeOf, it } from "vitest";
import {
  type CoexistenceError,
  type CoexistenceEvent,
  type CoexistenceOptions,
  createCoexistence,
  Dispatcher,
  type EventOf,
  type EventType,
  type Message,
  memoryIntake,
  type Unsubscribe,
  verify,
} from "../../src/index.ts";

const dispatcher = new Dispatcher();

describe("a listener", () => {
  it("is given the event of its method", () => {
    expectTypeOf(dispatcher.onHistory).parameter(0).parameter(0).toEqualTypeOf<EventOf<"history">>();
    expectTypeOf(dispatcher.onHistoryMedia).parameter(0).parameter(0).toEqualTypeOf<EventOf<"history.media">>();
    expectTypeOf(dispatcher.onHistoryDeclined).parameter(0).parameter(0).toEqualTypeOf<EventOf<"history.declined">>();
    expectTypeOf(dispatcher.onContactSync).parameter(0).parameter(0).toEqualTypeOf<EventOf<"contacts">>();
    expectTypeOf(dispatcher.onEcho).parameter(0).parameter(0).toEqualTypeOf<EventOf<"echo">>();
    expectTypeOf(dispatcher.onMessage).parameter(0).parameter(0).toEqualTypeOf<EventOf<"message">>();
    expectTypeOf(dispatcher.onStatus).parameter(0).parameter(0).toEqualTypeOf<EventOf<"status">>();
    expectTypeOf(dispatcher.onAccount).parameter(0).parameter(0).toEqualTypeOf<EventOf<"account">>();
    expectTypeOf(dispatcher.onPartner).parameter(0).parameter(0).toEqualTypeOf<EventOf<"partner">>();
    expectTypeOf(dispatcher.onUnknown).parameter(0).parameter(0).toEqualTypeOf<EventOf<"unknown">>();
    expectTypeOf(dispatcher.onAny).parameter(0).parameter(0).toEqualTypeOf<CoexistenceEvent>();
  });

  it("of onError is given the error, and the event where there is one", () => {
    expectTypeOf(dispatcher.onError).parameter(0).parameter(0).toEqualTypeOf<CoexistenceError>();
    expectTypeOf(dispatcher.onError).parameter(0).parameter(1).toEqualTypeOf<CoexistenceEvent | undefined>();
  });

  it("of on and once is given the event of the type", () => {
    dispatcher.on("echo", (event) => expectTypeOf(event).toEqualTypeOf<EventOf<"echo">>());
    dispatcher.once("account", (event) => expectTypeOf(event.change).toEqualTypeOf<EventOf<"account">["change"]>());
    dispatcher.on("history", ({ threads }) =>
      expectTypeOf(threads[0]?.messages[0]?.message).toEqualTypeOf<Message | undefined>(),
    );
  });

  it("of several types is given any of their events", () => {
    const type = "echo" as "echo" | "message";
    dispatcher.on(type, (event) => expectTypeOf(event).toEqualTypeOf<EventOf<"echo" | "message">>());
  });

  it("of onAny can tell the events apart by their type", () => {
    dispatcher.onAny((event) => {
      if (event.type === "status") expectTypeOf(event).toEqualTypeOf<EventOf<"status">>();
      if (event.type === "echo" || event.type === "message")
        expectTypeOf(event.direction).toEqualTypeOf<"inbound" | "outbound">();
    });
  });

  it("may return anything, or a promise of it", () => {
    const list: CoexistenceEvent[] = [];
    dispatcher.onEcho((event) => list.push(event));
    dispatcher.onEcho(async () => 7);
    dispatcher.onEcho(() => undefined);
    dispatcher.on("echo", (event) => list.push(event));
    dispatcher.onError((error) => [error.code]);
  });

  it("for every event can be registered for one type", () => {
    const save = (event: CoexistenceEvent): string => event.id;
    dispatcher.onEcho(save);
    dispatcher.on("history", save);
    dispatcher.off("history", save);
  });

  it("of another event does not compile", () => {
    const listener = (event: EventOf<"echo">): string => event.direction;
    // @ts-expect-error a status has no direction
    dispatcher.onStatus(listener);
    // @ts-expect-error a status has no direction
    dispatcher.on("status", listener);
    // @ts-expect-error an event of any type may have none
    dispatcher.onAny(listener);
  });
});

describe("the type of an event", () => {
  it("that does not exist does not compile", () => {
    // @ts-expect-error there is no such type
    dispatcher.on("echoes", () => undefined);
    // @ts-expect-error failures have onError
    dispatcher.on("error", () => undefined);
    // @ts-expect-error every event has onAny
    dispatcher.once("*", () => undefined);
    // @ts-expect-error there is no such type
    dispatcher.off("echoes", () => undefined);
  });

  it("is one of ten", () => {
    expectTypeOf<EventType>().toEqualTypeOf<
      | "history"
      | "history.media"
      | "history.declined"
      | "contacts"
      | "echo"
      | "message"
      | "status"
      | "account"
      | "partner"
      | "unknown"
    >();
  });
});

it("registering returns what takes the listener off again", () => {
  expectTypeOf(dispatcher.onEcho(() => undefined)).toEqualTypeOf<Unsubscribe>();
  expectTypeOf(dispatcher.on("echo", () => undefined)).toEqualTypeOf<Unsubscribe>();
  expectTypeOf(dispatcher.onError(() => undefined)).toEqualTypeOf<Unsubscribe>();
});

it("dispatching takes an event, and is awaited", () => {
  expectTypeOf(dispatcher.dispatch).parameter(0).toEqualTypeOf<CoexistenceEvent>();
  expectTypeOf(dispatcher.dispatch).returns.toEqualTypeOf<Promise<void>>();
});

describe("the options of createCoexistence", () => {
  it("take environment variables as they are", () => {
    expectTypeOf(createCoexistence).toBeCallableWith({
      appSecret: process.env["APP_SECRET"],
      platformSecret: process.env["PLATFORM_SECRET"],
      verifyToken: process.env["VERIFY_TOKEN"],
    });
  });

  it("take one secret or several, as text or bytes", () => {
    expectTypeOf<string>().toExtend<CoexistenceOptions["appSecret"]>();
    expectTypeOf<Uint8Array>().toExtend<CoexistenceOptions["appSecret"]>();
    expectTypeOf<readonly [string, Uint8Array]>().toExtend<CoexistenceOptions["appSecret"]>();
    expectTypeOf<number>().not.toExtend<CoexistenceOptions["appSecret"]>();
  });

  it("take the console, or any logger with its two methods", () => {
    expectTypeOf<typeof console>().toExtend<NonNullable<CoexistenceOptions["logger"]>>();
    expectTypeOf<false>().toExtend<NonNullable<CoexistenceOptions["logger"]>>();
    expectTypeOf<true>().not.toExtend<NonNullable<CoexistenceOptions["logger"]>>();
  });

  it("take an intake that was made, and not the function that makes it", () => {
    expectTypeOf(createCoexistence).toBeCallableWith({ appSecret: "", intake: memoryIntake({ deadline: 1 }) });
    // @ts-expect-error memoryIntake has to be called
    expectTypeOf(createCoexistence).toBeCallableWith({ appSecret: "", intake: memoryIntake });
  });

  it("hold no switch, so none that turns verification off", () => {
    expectTypeOf<Extract<CoexistenceOptions[keyof CoexistenceOptions], true>>().toBeNever();
  });
});

it("verify needs the secret of one sender", () => {
  expectTypeOf(verify).toBeCallableWith(new Uint8Array(), null, { appSecret: "" });
  expectTypeOf(verify).toBeCallableWith("", undefined, { platformSecret: ["", new Uint8Array()] });
  // @ts-expect-error without a secret there is nothing to verify with
  expectTypeOf(verify).toBeCallableWith("", undefined, {});
  // @ts-expect-error a parsed body has lost its bytes
  expectTypeOf(verify).toBeCallableWith({ entry: [] }, undefined, { appSecret: "" });
});
