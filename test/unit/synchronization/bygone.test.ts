import { describe, expect, it } from "vitest";
import type { CoexistenceEvent } from "../../../src/model/index.ts";
import { parseWebhook } from "../../../src/parse/index.ts";
import { applyEvent } from "../../../src/synchronization/apply-event.ts";
import { isBygone } from "../../../src/synchronization/is-bygone.ts";
import { beginSynchronization } from "../../../src/synchronization/request-synchronization.ts";
import type { SynchronizationState } from "../../../src/synchronization/synchronization-state.ts";
import {
  addedContact,
  type Change,
  contactsChange,
  exampleNumber,
  historyChange,
  historyChunk,
  historyDeclinedChange,
  historyThread,
  messageChange,
  metaWebhook,
  numberRemovedChange,
  textMessage,
} from "../../../src/testing/index.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const begin = Date.parse("2026-09-01T09:00:00Z");
const at = (time: number): Date => new Date(begin + time);

function eventOf(change: Change, time: number): CoexistenceEvent {
  const [event] = parseWebhook(metaWebhook(change, { time: Math.floor((begin + time) / 1000) }), {
    receivedAt: at(time),
  });
  if (event === undefined) throw new Error("The webhook has no event.");
  return event;
}

const { phoneNumberId } = exampleNumber;
const chunk = (time: number) =>
  eventOf(
    historyChange(historyChunk({ threads: [historyThread([textMessage("See you at nine.", { id: "first" })])] })),
    time,
  );
const contacts = (time: number) => eventOf(contactsChange([addedContact()]), time);
const removed = (time: number) => eventOf(numberRemovedChange(), time);
const stateAfter = (...events: readonly CoexistenceEvent[]): SynchronizationState | undefined =>
  events.reduce<SynchronizationState | undefined>(applyEvent, undefined);

describe("what was done in the same onboarding", () => {
  const state = stateAfter(chunk(0), contacts(minute));

  it.each([0, minute, day])("is not bygone, %i ms after it arrived", (later) => {
    expect(isBygone(state, chunk(day), at(later))).toBe(false);
    expect(isBygone(state, contacts(day), at(minute + later))).toBe(false);
  });

  it("is not bygone where the clock of the machine that did it is half a minute behind", () => {
    expect(isBygone(state, chunk(day), at(-minute / 2))).toBe(false);
  });

  it("is not bygone where its onboarding is announced after it had arrived, with the time when it began", () => {
    const late = beginSynchronization(stateAfter(chunk(minute), chunk(5 * minute)), {
      phoneNumberId,
      onboardedAt: at(0),
    });
    expect(isBygone(late, chunk(6 * minute), at(minute + 1))).toBe(false);
  });
});

describe("what was done in an earlier onboarding", () => {
  it("is bygone once the business was disconnected", () => {
    const state = stateAfter(chunk(0), contacts(0), removed(day));
    expect(isBygone(state, chunk(2 * day), at(minute))).toBe(true);
    expect(isBygone(state, contacts(2 * day), at(minute))).toBe(true);
  });

  it("is bygone although the business was disconnected at once", () => {
    const state = stateAfter(chunk(0), removed(2_000));
    expect(isBygone(state, chunk(day), at(1_000))).toBe(true);
  });

  it("is not bygone where it arrived then, as what is replayed or delivered again after a restart did", () => {
    expect(isBygone(stateAfter(chunk(0), removed(day)), chunk(0), at(minute))).toBe(false);
    const announced = beginSynchronization(stateAfter(chunk(0)), { phoneNumberId, onboardedAt: at(day) });
    expect(isBygone(announced, chunk(0), at(minute))).toBe(false);
    expect(isBygone(undefined, chunk(0), at(10))).toBe(false);
  });

  it("is bygone once a later onboarding has begun, also where nobody told of the disconnection", () => {
    const state = beginSynchronization(stateAfter(chunk(0)), { phoneNumberId, onboardedAt: at(day) });
    expect(isBygone(state, chunk(day + minute), at(minute))).toBe(true);
  });

  it("is bygone once the synchronization was forgotten, and when the next one has begun after that", () => {
    expect(isBygone(undefined, chunk(day), at(minute))).toBe(true);
    expect(isBygone(stateAfter(contacts(day)), chunk(day), at(minute))).toBe(true);
    expect(isBygone(stateAfter(chunk(day)), chunk(day), at(minute))).toBe(true);
  });

  it("is not bygone any more when it was done anew", () => {
    const state = stateAfter(chunk(0), removed(day), chunk(2 * day));
    expect(isBygone(state, chunk(2 * day), at(2 * day + minute))).toBe(false);
  });
});

it("a state that another version wrote tells nothing", () => {
  const state = { ...stateAfter(chunk(0), removed(day)), version: 2 } as unknown as SynchronizationState;
  expect(isBygone(state, chunk(2 * day), at(minute))).toBe(false);
});

describe("what is not sent anew", () => {
  it.each([
    ["a live message", eventOf(messageChange(textMessage("Open?")), 0)],
    ["that a business declined", eventOf(historyDeclinedChange(), 0)],
    ["a disconnection", removed(0)],
  ])("is never bygone: %s", (_, event) => {
    expect(isBygone(undefined, event, at(minute))).toBe(false);
    expect(isBygone(stateAfter(chunk(0), removed(day)), event, at(minute))).toBe(false);
  });
});
