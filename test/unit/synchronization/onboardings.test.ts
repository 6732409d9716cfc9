import { describe, expect, it } from "vitest";
import { applyEvent, isAboutNumber } from "../../../src/synchronization/apply-event.ts";
import { describeSynchronization, nextChangeAt } from "../../../src/synchronization/describe-synchronization.ts";
import { beginSynchronization, requestSynchronization } from "../../../src/synchronization/request-synchronization.ts";
import type { SynchronizationState } from "../../../src/synchronization/synchronization-state.ts";
import { accountRemovedChange, exampleNumber, numberRemovedChange } from "../../../src/testing/index.ts";
import {
  ANumber,
  chunk,
  chunkOf,
  contacts,
  day,
  declined,
  disconnected,
  eventsOf,
  minute,
  onboardedAt,
  paused,
  reconnected,
} from "./a-number.ts";

const { phoneNumberId } = exampleNumber;

describe("the deadline", () => {
  it("is 24 hours after the onboarding, and counts down", () => {
    const number = new ANumber().asks("contacts", minute(5));
    expect(number.at(minute(60))).toMatchObject({ onboardedAt, deadline: day(1), timeLeft: 23 * 60 * 60_000 });
    expect(number.at(day(3)).timeLeft).toBe(0);
  });

  it("is not known where the onboarding is not", () => {
    const synchronization = new ANumber().gets(chunk({}), minute(1)).at(minute(2));
    expect(synchronization).not.toHaveProperty("deadline");
    expect(synchronization).not.toHaveProperty("timeLeft");
  });

  it("is known before anything was asked for", () => {
    const state = beginSynchronization(undefined, { phoneNumberId, onboardedAt });
    expect(describeSynchronization(state, minute(0))).toMatchObject({
      deadline: day(1),
      history: { status: "not_requested" },
      contacts: { status: "not_requested" },
    });
  });
});

describe("the connection", () => {
  it("is paused and comes back", () => {
    const number = new ANumber().asks("history", minute(1));
    expect(number.at(minute(1)).connection).toBe("connected");
    expect(number.gets(paused, minute(2)).at(minute(2)).connection).toBe("paused");
    expect(number.gets(reconnected, minute(3)).at(minute(3)).connection).toBe("connected");
  });

  it("is what happened last, not what arrived last", () => {
    const number = new ANumber().asks("history", minute(1));
    number.gets(reconnected, minute(4), minute(3)).gets(paused, minute(5), minute(2));
    expect(number.at(minute(6)).connection).toBe("connected");
  });

  it("is back when a pause and its end share a second", () => {
    const number = new ANumber().asks("history", minute(1)).gets(paused, minute(2)).gets(reconnected, minute(2));
    expect(number.at(minute(3)).connection).toBe("connected");
  });

  it("is not made by an account event alone", () => {
    expect(new ANumber().gets(disconnected, minute(1)).state).toBeUndefined();
  });

  it("does not touch what is complete", () => {
    const number = new ANumber().gets(chunk({ progress: 100 }), minute(1)).gets(disconnected, minute(2));
    expect(number.at(minute(3))).toMatchObject({ connection: "disconnected", history: { status: "complete" } });
  });
});

describe("a new onboarding", () => {
  const first = () =>
    new ANumber()
      .asks("contacts", minute(1))
      .asks("history", minute(2))
      .gets(contacts, minute(3))
      .gets(chunk({ chunkOrder: 3, progress: 100 }), minute(4));

  it("has a synchronization of its own, with nothing of the one before", () => {
    const number = first().asks("history", day(30), day(30));
    expect(number.at(day(30))).toMatchObject({
      onboardedAt: day(30),
      contacts: { status: "not_requested" },
      history: { status: "requested", phases: [], messages: { count: 0 } },
    });
    expect(number.at(day(30)).history).not.toHaveProperty("progress");
  });

  it("ignores what arrived before it and is applied late", () => {
    const number = first().asks("history", day(30), day(30));
    const before = number.at(day(30));
    number
      .gets(chunk({ progress: 100 }), day(29))
      .gets(disconnected, day(29))
      .gets(declined, day(29));
    expect(number.at(day(30))).toEqual(before);
  });

  it("keeps what arrived after it although it was noted late", () => {
    const number = new ANumber().gets(chunk({ progress: 40 }), minute(5)).asks("history", minute(6));
    expect(number.at(minute(7)).history).toMatchObject({ status: "receiving", progress: 40 });
  });

  it("keeps the statuses of what arrived after it, where older things arrived as well", () => {
    const number = first()
      .gets(chunk({ progress: 20 }), day(30))
      .asks("history", day(31), day(30));
    expect(number.at(day(31)).history).toMatchObject({ status: "receiving", firstReceivedAt: day(30) });
    expect(number.at(day(31)).history).not.toHaveProperty("progress");
  });

  it("is the same one when the same moment is given again", () => {
    const number = first().asks("contacts", minute(10));
    expect(number.at(minute(10)).history.status).toBe("complete");
  });

  it("is not an earlier one that is noted late", () => {
    const number = first().asks("history", minute(10), day(-30));
    expect(number.at(minute(11))).toMatchObject({ onboardedAt, history: { status: "complete" } });
  });

  it("ends a disconnection", () => {
    const number = first().gets(disconnected, day(20)).asks("contacts", day(30), day(30));
    expect(number.at(day(30)).connection).toBe("connected");
  });

  it("follows a disconnection when something is asked for, although nobody said when it was", () => {
    const { state } = first().gets(disconnected, day(20));
    const asked = requestSynchronization(state, { phoneNumberId, kind: "history", at: day(21) });
    const { connection, history, ...others } = describeSynchronization(asked, day(21));
    expect(connection).toBe("connected");
    expect(history).toMatchObject({ status: "requested", phases: [] });
    expect(others).not.toHaveProperty("onboardedAt");
  });

  it("is noticed when a chunk after the disconnection holds a message that was sent after it", () => {
    const number = first()
      .gets(disconnected, day(20))
      .gets(chunkOf(day(21), { progress: 15 }), day(22));
    expect(number.at(day(22))).toMatchObject({
      connection: "connected",
      contacts: { status: "not_requested" },
      history: { status: "receiving", progress: 15 },
    });
  });

  it("has the chunks as well that came before it was noticed", () => {
    const number = first()
      .gets(disconnected, day(20))
      .gets(chunk({ phase: 1, chunkOrder: 1, progress: 10 }), day(22))
      .gets(chunkOf(day(21), { phase: 0, chunkOrder: 1, progress: 15 }), day(22));
    expect(number.at(day(22)).history.phases).toEqual([
      { phase: 0, highestChunkOrder: 1, gaps: [] },
      { phase: 1, highestChunkOrder: 1, gaps: [] },
    ]);
  });

  it("is not what was under way when the number was disconnected", () => {
    const number = new ANumber()
      .asks("history", minute(1))
      .gets(chunk({ chunkOrder: 1, progress: 60 }), minute(2))
      .gets(disconnected, minute(3))
      .gets(chunk({ chunkOrder: 2, progress: 100 }), minute(4));
    expect(number.at(minute(5))).toMatchObject({ connection: "disconnected", history: { status: "complete" } });
  });

  it("is noticed after the seven days in which a sender repeats", () => {
    const number = first()
      .gets(disconnected, day(20))
      .gets(chunk({ progress: 15 }), day(28));
    expect(number.at(day(28))).toMatchObject({
      connection: "connected",
      history: { status: "receiving", progress: 15 },
    });
  });

  it("is not made by the same disconnection that arrives again", () => {
    const number = first()
      .gets(disconnected, day(20))
      .gets(chunkOf(day(21)), day(22));
    const before = number.state;
    expect(number.gets(disconnected, day(23), day(20)).state).toBe(before);
  });

  it("is ended by another disconnection", () => {
    const number = first()
      .gets(disconnected, day(20))
      .gets(chunkOf(day(21)), day(22))
      .gets(disconnected, day(23));
    expect(number.at(day(23))).toMatchObject({ connection: "disconnected", history: { status: "stalled" } });
  });
});

describe("an event", () => {
  it("of another number changes nothing", () => {
    const number = new ANumber().asks("history", minute(1));
    const [event] = eventsOf(chunk({}), minute(2));
    const other = { ...event, phoneNumberId: "200000000000099" } as typeof event;
    expect(other && applyEvent(number.state, other)).toBe(number.state);
  });

  it("that says nothing new gives back the same state", () => {
    const number = new ANumber().gets(chunk({}), minute(1));
    const before = number.state;
    expect(number.gets(chunk({}), minute(1)).state).toBe(before);
  });

  it("without a valid time of arrival is refused", () => {
    const [event] = eventsOf(chunk({}), minute(2));
    const broken = { ...event, receivedAt: new Date(Number.NaN) } as NonNullable<typeof event>;
    expect(() => applyEvent(undefined, broken)).toThrow(expect.objectContaining({ field: "event.receivedAt" }));
  });

  it("is about a number by its id, by the number itself, or by the account", () => {
    const { state } = new ANumber().gets(chunk({}), minute(1));
    const isAbout = (change: Parameters<typeof eventsOf>[0]) =>
      eventsOf(change, minute(2)).map((event) => state && isAboutNumber(state, event));
    const other = { phoneNumberId: "200000000000099", displayPhoneNumber: "15550007777" };
    expect(isAbout(chunk({}))).toEqual([true]);
    expect(isAbout(numberRemovedChange())).toEqual([true]);
    expect(isAbout(numberRemovedChange({ number: { ...exampleNumber, ...other } }))).toEqual([false]);
    expect(isAbout(accountRemovedChange())).toEqual([true]);
    expect(isAbout(accountRemovedChange({ number: { ...exampleNumber, wabaId: "100000000000099" } }))).toEqual([false]);
    expect(isAbout(paused)).toEqual([true]);
  });
});

describe("a state", () => {
  it("of a newer version is refused", () => {
    const state = { ...new ANumber().asks("history", minute(1)).state, version: 2 } as unknown as SynchronizationState;
    expect(() => describeSynchronization(state, minute(2))).toThrow(expect.objectContaining({ field: "state" }));
  });

  it("is never changed: a new one is made", () => {
    const { state } = new ANumber().asks("history", minute(1)).gets(chunk({}), minute(2)).gets(disconnected, minute(3));
    const copy = structuredClone(state);
    for (const change of [chunkOf(minute(5), { chunkOrder: 2 }), contacts, paused, declined]) {
      for (const event of eventsOf(change, minute(9))) applyEvent(state, event);
    }
    if (state !== undefined) beginSynchronization(state, { phoneNumberId, onboardedAt: day(1) });
    expect(state).toEqual(copy);
  });

  it("of another number is refused", () => {
    const { state } = new ANumber().asks("history", minute(1));
    const other = { phoneNumberId: "200000000000099", kind: "history", at: minute(2) } as const;
    expect(() => requestSynchronization(state, other)).toThrow(expect.objectContaining({ field: "phoneNumberId" }));
  });

  it("does not remember a name that is far too long", () => {
    const [event] = eventsOf(chunk({}), minute(2));
    const long = { ...event, wabaId: "1".repeat(1000) } as NonNullable<typeof event>;
    expect(applyEvent(undefined, long)).not.toHaveProperty("wabaId");
  });

  it.each(["messages", "", undefined])("is not asked for %s", (kind) => {
    const request = { phoneNumberId, kind, at: minute(1) } as unknown as Parameters<typeof requestSynchronization>[1];
    expect(() => requestSynchronization(undefined, request)).toThrow(expect.objectContaining({ field: "kind" }));
  });
});

describe("the next change by itself", () => {
  it("is when the first of both stalls or settles", () => {
    const number = new ANumber().asks("contacts", minute(0)).asks("history", minute(10));
    const next = (now: Date) => number.state && nextChangeAt(number.state, now);
    expect(next(minute(10))).toEqual(minute(30));
    expect(next(minute(30))).toEqual(minute(40));
    expect(next(minute(40))).toBeUndefined();
  });

  it("changes the status at that moment, and not before", () => {
    const number = new ANumber().gets(contacts, minute(3));
    const next = number.state && nextChangeAt(number.state, minute(3));
    expect(next).toBeDefined();
    const time = (next as Date).getTime();
    expect(number.at(new Date(time - 1)).contacts.status).toBe("receiving");
    expect(number.at(new Date(time)).contacts.status).toBe("complete");
  });
});
