import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CoexistenceEvent,
  type HistoryEvent,
  type HistoryThread,
  type MessageRecord,
  parseWebhook,
} from "../../src/index.ts";
import { applyEvent } from "../../src/synchronization/apply-event.ts";
import { changesBetween } from "../../src/synchronization/changes-between.ts";
import { describeSynchronization, nextChangeAt } from "../../src/synchronization/describe-synchronization.ts";
import { requestSynchronization } from "../../src/synchronization/request-synchronization.ts";
import type { Synchronization } from "../../src/synchronization/synchronization.ts";
import { largestStateSize, type SynchronizationState } from "../../src/synchronization/synchronization-state.ts";
import { exampleNumber, recordOnboarding } from "../../src/testing/index.ts";

const { phoneNumberId, wabaId } = exampleNumber;
const onboardedAt = new Date("2026-09-01T09:00:00Z");
const minuteLength = 60_000;
const minute = (minutes: number): Date => new Date(onboardedAt.getTime() + minutes * minuteLength);

const requested = requestSynchronization(
  requestSynchronization(undefined, { phoneNumberId, wabaId, kind: "contacts", at: minute(0), onboardedAt }),
  { phoneNumberId, wabaId, kind: "history", at: minute(1), onboardedAt },
);

function follow(events: readonly CoexistenceEvent[], state: SynchronizationState = requested): SynchronizationState {
  // Through JSON each time, as a database would do.
  return events.reduce((known, event) => JSON.parse(JSON.stringify(applyEvent(known, event))), state);
}

// What arrives

const base = (at: Date) => ({ id: "", provider: "meta", wabaId, phoneNumberId, receivedAt: at, raw: null }) as const;

const record = (id: string, type: string): MessageRecord =>
  ({ message: { id, type, timestamp: "1788000000" }, direction: "inbound", customer: {}, source: "history" }) as never;

const thread = (messages: MessageRecord[]): HistoryThread => ({ customer: {}, messages });

const wamids = fc.integer({ min: 0, max: 600 }).map((number) => `wamid.${number}`);
const times = fc.integer({ min: 0, max: 3 * 24 * 60 }).map(minute);
const messages = fc.array(
  fc.tuple(wamids, fc.constantFrom("text", "media_placeholder")).map(([id, type]) => record(id, type)),
  { maxLength: 12 },
);
const counters = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }) },
  fc.double(),
  fc.constant(undefined),
);
const percentages = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 99 }) },
  fc.constantFrom(100, 101, -1, Number.NaN, undefined),
);

const onlyPresent = (members: object) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const chunks = fc
  .tuple(times, fc.integer({ min: -1, max: 5 }), counters, percentages, fc.array(messages, { maxLength: 4 }))
  .map(
    ([at, phase, chunkOrder, progress, threads]) =>
      ({
        ...base(at),
        type: "history",
        threads: threads.map(thread),
        ...onlyPresent({ phase, chunkOrder, progress }),
      }) as HistoryEvent,
  );

const others = fc
  .tuple(times, wamids)
  .chain(([at, id]) =>
    fc.constantFrom(
      { ...base(at), type: "history.media", ...record(id, "image") },
      { ...base(at), type: "history.declined", errors: [] },
      { ...base(at), type: "contacts", contacts: [] },
      { ...base(at), type: "contacts", contacts: [], wabaId: "100000000000009" },
      { ...base(at), type: "unknown", reason: "history_error", path: "" },
      { ...base(at), type: "account", event: "ACCOUNT_OFFBOARDED", change: "paused" },
      { ...base(at), type: "account", event: "ACCOUNT_RECONNECTED", change: "reconnected" },
      { ...base(at), type: "message", ...record(id, "text") },
    ),
  ) as fc.Arbitrary<CoexistenceEvent>;

const anyEvents = fc.array(fc.oneof(chunks, others), { maxLength: 40 });

/** The same events in another order, some of them several times. */
function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  const copies = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: items.length, maxLength: items.length });
  return copies
    .map((counts) => items.flatMap((item, index) => Array.from({ length: counts[index] ?? 1 }, () => item)))
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
}

/** The same events with chunks cut into parts, each with the counters of the whole. */
function cut(events: readonly CoexistenceEvent[], size: number): CoexistenceEvent[] {
  return events.flatMap((event) => {
    if (event.type !== "history") return event;
    const pieces = event.threads.flatMap(({ customer, messages }) =>
      Array.from({ length: Math.ceil(messages.length / size) }, (_, index) => ({
        ...event,
        threads: [{ customer, messages: messages.slice(index * size, (index + 1) * size) }],
      })),
    );
    return pieces.length === 0 ? event : pieces;
  });
}

function recorded(options: Parameters<typeof recordOnboarding>[0]): CoexistenceEvent[] {
  return recordOnboarding({ ...options, onboardedAt }).flatMap(({ webhook }, index) =>
    parseWebhook(webhook, { receivedAt: minute(index) }),
  );
}

describe("order, repetition and cutting do not matter", () => {
  const onboardings = fc.record({
    seed: fc.integer({ min: 1, max: 1000 }),
    messages: fc.constantFrom(0, 7, 120, 900),
    chunkSize: fc.constantFrom(1, 20, 300),
    history: fc.constantFrom("shared" as const, "shared" as const, "declined" as const),
  });

  test("for a whole recorded onboarding", () => {
    fc.assert(
      fc.property(
        onboardings.chain((options) => {
          const events = recorded(options).filter(({ type }) => type !== "message" && type !== "echo");
          return fc.record({
            events: fc.constant(events),
            other: fc.integer({ min: 1, max: 30 }).chain((size) => shuffled(cut(events, size))),
          });
        }),
        ({ events, other }) => {
          const state = events.reduce(applyEvent, requested);
          expect(other.reduce(applyEvent, requested)).toEqual(state);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("for anything that arrives", () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.record({
            events: fc.constant(events),
            other: fc.integer({ min: 1, max: 5 }).chain((size) => shuffled(cut(events, size))),
          }),
        ),
        ({ events, other }) => {
          expect(follow(other)).toEqual(follow(events));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("on either side of a disconnection", () => {
    const disconnectedAt = minute(24 * 60);
    const disconnection = {
      ...base(disconnectedAt),
      type: "account",
      event: "PARTNER_REMOVED",
      change: "disconnected",
      occurredAt: disconnectedAt,
    } as CoexistenceEvent;
    const sides = anyEvents.map((events) => [
      [...events.filter(({ receivedAt }) => receivedAt <= disconnectedAt), disconnection],
      events.filter(({ receivedAt }) => receivedAt > disconnectedAt),
    ]);
    fc.assert(
      fc.property(
        sides.chain(([before = [], after = []]) =>
          fc.record({
            events: fc.constant([...before, ...after]),
            other: fc.tuple(shuffled(before), shuffled([...after, disconnection])).map((both) => both.flat()),
          }),
        ),
        ({ events, other }) => {
          expect(follow(other)).toEqual(follow(events));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("wherever between them the requests are noted", () => {
    // Without a state account events begin none, so those that come first would be lost.
    const events = anyEvents.map((all) => all.filter(({ type }) => type !== "account"));
    fc.assert(
      fc.property(
        events.chain((events) =>
          fc.record({
            events: fc.constant(events),
            steps: shuffled<CoexistenceEvent | "contacts" | "history">([...events, "contacts", "history"]),
          }),
        ),
        ({ events, steps }) => {
          const state = steps.reduce<SynchronizationState | undefined>((known, step) => {
            if (typeof step === "object") return applyEvent(known, step);
            const at = minute(step === "contacts" ? 0 : 1);
            return requestSynchronization(known, { phoneNumberId, wabaId, kind: step, at, onboardedAt });
          }, undefined);
          expect(state).toEqual(follow(events));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("unless something is missing: then it is noticed", () => {
    const events = recorded({ seed: 3, disconnect: false });
    const lost = events.find((event) => event.type === "history" && event.phase === 1 && event.chunkOrder === 2);
    expect(lost).toBeDefined();
    const without = events.filter((event) => event !== lost);
    expect(follow(without)).not.toEqual(follow(events));
    expect(describeSynchronization(follow(without), minute(500)).history.phases[1]?.gaps).toEqual([
      { first: 2, last: 2 },
    ]);
  });
});

describe("a recorded onboarding", () => {
  test("ends complete, with every message and asset counted", () => {
    const events = recorded({ seed: 5, messages: 200, disconnect: false });
    const records = events
      .flatMap((event) => (event.type === "history" ? event.threads : []))
      .flatMap((t) => t.messages);
    const placeholders = records.filter(({ message }) => message.type === "media_placeholder").length;
    const assets = events.filter(({ type }) => type === "history.media").length;
    expect(assets).toBeGreaterThan(0);

    const { contacts, history } = describeSynchronization(follow(events), minute(10_000));
    expect(contacts.status).toBe("complete");
    expect(history).toMatchObject({ status: "complete", progress: 100, messages: { count: 200, exact: true } });
    expect(history.media).toEqual({
      placeholders,
      assets,
      waiting: placeholders - assets,
      withoutPlaceholder: 0,
      exact: true,
    });
    expect(history.phases.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  test.each([1, 2, 3])("of many messages is counted well enough (seed %i)", (seed) => {
    const events = recorded({ seed, messages: 6000, chunkSize: 500, disconnect: false });
    const { messages, media } = describeSynchronization(follow(events), minute(1)).history;
    expect(messages.exact).toBe(false);
    expect(Math.abs(messages.count / 6000 - 1)).toBeLessThan(0.25);
    expect(media.exact).toBe(false);
    expect(Math.abs(media.placeholders / (6000 * 0.2) - 1)).toBeLessThan(0.35);
  });
});

describe("while events arrive in the order of their times", () => {
  const inOrder = anyEvents.map((events) =>
    [...events].sort((left, right) => left.receivedAt.getTime() - right.receivedAt.getTime()),
  );

  /** Describes at every moment at which something happens, by an event or by itself. */
  function watch(events: readonly CoexistenceEvent[]): Synchronization[] {
    let state = requested;
    const seen: Synchronization[] = [describeSynchronization(state, minute(1))];
    const wait = (from: Date, until?: Date) => {
      for (let at = nextChangeAt(state, from); at && !(until && at > until); at = nextChangeAt(state, at)) {
        seen.push(describeSynchronization(state, at));
      }
    };
    let last = minute(1);
    for (const event of events) {
      wait(last, event.receivedAt);
      state = applyEvent(state, event);
      last = event.receivedAt > last ? event.receivedAt : last;
      seen.push(describeSynchronization(state, last));
    }
    wait(last);
    return seen;
  }

  const pairs = <Item>(items: readonly Item[]) =>
    items.slice(1).map((item, index) => [items[index] as Item, item] as const);

  test("progress never goes back, and complete stays complete", () => {
    fc.assert(
      fc.property(inOrder, (events) => {
        for (const [before, after] of pairs(watch(events))) {
          expect(after.history.progress ?? 0).toBeGreaterThanOrEqual(before.history.progress ?? 0);
          if (before.history.status === "complete") expect(after.history.status).toBe("complete");
          if (before.contacts.status === "complete") expect(after.contacts.status).toBe("complete");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("nothing is requested or receiving for ever", () => {
    fc.assert(
      fc.property(inOrder, (events) => {
        const end = watch(events).at(-1);
        expect(["complete", "declined", "stalled"]).toContain(end?.history.status);
        expect(["complete", "stalled"]).toContain(end?.contacts.status);
      }),
      { numRuns: 200 },
    );
  });

  test("who hears the changes knows the status, and hears none twice", () => {
    fc.assert(
      fc.property(inOrder, (events) => {
        const seen = watch(events);
        const told = pairs(seen).flatMap(([before, after]) => changesBetween(before, after));
        expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
        for (const kind of ["contacts", "history"] as const) {
          const changes = told.filter((change) => change.kind === kind);
          expect(changes.at(-1)?.status ?? "requested").toBe(seen.at(-1)?.[kind].status);
          for (const [before, after] of pairs(changes)) expect(after.previousStatus).toBe(before.status);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("a stall always has causes, and nothing else has", () => {
    fc.assert(
      fc.property(inOrder, (events) => {
        for (const { contacts, history } of watch(events)) {
          for (const { status, likelyCauses } of [contacts, history]) {
            expect(likelyCauses.length > 0).toBe(status === "stalled");
            expect(new Set(likelyCauses).size).toBe(likelyCauses.length);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("gaps", () => {
  test("are exactly the orders below the highest that did not arrive", () => {
    const orders = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(orders, (seen) => {
        const events = seen.map((chunkOrder) => ({
          ...base(minute(2)),
          type: "history" as const,
          phase: 0,
          chunkOrder,
          threads: [],
        }));
        const [phase] = describeSynchronization(follow(events), minute(3)).history.phases;
        const missing = phase?.gaps.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        const highest = Math.max(...seen);
        const all = Array.from({ length: highest }, (_, index) => index + 1);
        expect(phase?.highestChunkOrder).toBe(highest);
        expect(missing).toEqual(all.filter((order) => !seen.includes(order)));
      }),
    );
  });
});

describe("a state stays small", () => {
  /** Everything that could make a state grow: odd orders, many messages and media, edits in every other slot. */
  const flood = (from: number): CoexistenceEvent[] => {
    const list: CoexistenceEvent[] = [];
    for (let index = 0; index < 520; index++) {
      const at = minute(from + index * 10);
      const names = { ...base(at), wabaId: "1".repeat(64), displayPhoneNumber: "1".repeat(64) };
      const text = Array.from({ length: 5 }, (_, part) =>
        record(`wamid.${from}.${index}.${part}`, "media_placeholder"),
      );
      list.push({ ...names, type: "contacts", contacts: [] });
      list.push({
        ...names,
        type: "history.media",
        ...record(`wamid.${from}.${index}.9`, "image"),
      } as CoexistenceEvent);
      for (let phase = 0; phase < 5; phase++) {
        const threads = [thread(text)];
        list.push({ ...names, type: "history", phase, chunkOrder: index * 2 + 1, progress: index % 100, threads });
      }
    }
    return list;
  };

  test("whatever arrives", () => {
    const end = 520 * 10;
    const at = minute(end);
    const disconnection = { ...base(at), type: "account", event: "PARTNER_REMOVED", change: "disconnected" };
    const late = flood(end + 1).filter(({ receivedAt }) => receivedAt < minute(end + 6 * 24 * 60));
    const events = [...flood(0), disconnection as CoexistenceEvent, ...late];
    const size = JSON.stringify(events.reduce(applyEvent, requested)).length;
    expect(size).toBeGreaterThan(largestStateSize / 2);
    expect(size).toBeLessThan(largestStateSize);
  });

  test("for a big history as it is documented", () => {
    const events = recorded({ seed: 1, messages: 5000, chunkSize: 100, disconnect: false });
    expect(JSON.stringify(follow(events)).length).toBeLessThan(12_000);
  });
});
