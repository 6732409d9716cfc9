import { describe, expect, it, vi } from "vitest";
import { type DeliverySettings, deliver } from "../../../src/deliver/deliver.ts";
import type { Failure, GivenUp, Ledger, Work } from "../../../src/deliver/ledger.ts";
import { isEventGivenUpError, isListenerError, parseWebhook } from "../../../src/index.ts";
import type { CoexistenceEvent, Delivery } from "../../../src/model/index.ts";
import type { Observation } from "../../../src/observe/index.ts";
import { echoChange, metaWebhook, textMessage } from "../../../src/testing/index.ts";

const [event] = parseWebhook(metaWebhook(echoChange(textMessage("See you at nine.")))) as [CoexistenceEvent];

class MemoryLedger implements Ledger {
  readonly settled = new Set<string>();
  readonly givenUp: GivenUp[] = [];
  readonly committed: unknown[] = [];
  failures = 0;

  isSettled({ id }: CoexistenceEvent): boolean {
    return this.settled.has(id);
  }

  readonly begun = new Map<string, number>();

  begin({ id }: CoexistenceEvent, before: number): number {
    const number = Math.max(before, this.begun.get(id) ?? 0) + 1;
    this.begun.set(id, number);
    return number;
  }

  async done({ id }: CoexistenceEvent, work: readonly Work[]): Promise<Failure | undefined> {
    if (this.failures > 0) {
      this.failures--;
      throw new Error("The disk is full.");
    }
    const changes: unknown[] = [];
    try {
      for (const act of work) act(changes);
    } catch (error) {
      return { error };
    }
    this.committed.push(...changes);
    this.settled.add(id);
    return undefined;
  }

  async giveUp({ id }: CoexistenceEvent, why: GivenUp): Promise<void> {
    this.givenUp.push(why);
    this.settled.add(id);
  }
}

function settingsFor(
  ledger: Ledger,
  listener: (delivery: Delivery) => unknown,
  others: Partial<DeliverySettings> = {},
): DeliverySettings & { readonly pauses: number[]; readonly observed: Observation[]; readonly reported: unknown[] } {
  const pauses: number[] = [];
  const observed: Observation[] = [];
  const reported: unknown[] = [];
  return {
    stream: {
      dispatch: async (_, delivery) => void (await listener(delivery as Delivery)),
      observe: (observation) => void observed.push(observation),
      report: (error) => void reported.push(error),
    },
    observed,
    reported,
    ledger,
    lease: 1_000,
    attempts: 3,
    backOff: { first: 100, longest: 150 },
    joins: true,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    pauses,
    ...others,
  };
}

describe("an event", () => {
  it("is delivered once", async () => {
    const ledger = new MemoryLedger();
    const listener = vi.fn();
    for (let round = 0; round < 3; round++) await deliver(event, settingsFor(ledger, listener));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(listener).toHaveBeenCalledWith({ attempt: 1, tx: expect.any(Function) });
  });

  it("is delivered again when a listener fails, after waits that grow", async () => {
    const ledger = new MemoryLedger();
    const listener = vi.fn().mockRejectedValueOnce(new Error("away")).mockRejectedValueOnce(new Error("away"));
    const settings = settingsFor(ledger, listener);
    await deliver(event, settings);
    expect(listener.mock.calls.map(([{ attempt }]) => attempt)).toEqual([1, 2, 3]);
    const [first = 0, second = 0] = settings.pauses;
    expect(first).toBeGreaterThanOrEqual(50);
    expect(first).toBeLessThanOrEqual(100);
    expect(second).toBeGreaterThanOrEqual(75);
    expect(second).toBeLessThanOrEqual(150);
  });

  it("is given up after so many attempts, with what the last one threw", async () => {
    const ledger = new MemoryLedger();
    const listener = vi.fn().mockRejectedValue(new TypeError("x".repeat(1_000)));
    await deliver(event, settingsFor(ledger, listener));
    expect(listener).toHaveBeenCalledTimes(3);
    expect(ledger.givenUp).toEqual([{ attempts: 3, reason: `TypeError: ${"x".repeat(489)}` }]);
  });

  it("whose listener hangs counts as failed when its lease ends", async () => {
    const ledger = new MemoryLedger();
    const forever = () => new Promise(() => undefined);
    await deliver(event, settingsFor(ledger, forever, { lease: 5, attempts: 2 }));
    expect(ledger.givenUp[0]?.reason).toContain("were not done after 5 ms");
  });
});

describe("attempts", () => {
  it("of a process that ended in the middle of one are counted, and end with giving up", async () => {
    const ledger = new MemoryLedger();
    ledger.begun.set(event.id, 2);
    const listener = vi.fn();
    await deliver(event, settingsFor(ledger, listener));
    expect(listener).toHaveBeenCalledWith({ attempt: 3, tx: expect.any(Function) });

    const poisoned = new MemoryLedger();
    poisoned.begun.set(event.id, 3);
    await deliver(event, settingsFor(poisoned, listener));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(poisoned.givenUp).toEqual([{ attempts: 3, reason: expect.stringContaining("The process ended") }]);
  });
});

describe("what becomes of an event is told", () => {
  const about = { eventType: event.type, eventId: event.id };

  it("when it is delivered, and when it comes again", async () => {
    const ledger = new MemoryLedger();
    const settings = settingsFor(ledger, () => undefined);
    await deliver(event, settings);
    await deliver(event, settings);
    expect(settings.observed).toEqual([
      { name: "delivered", ...about, attempt: 1, milliseconds: expect.any(Number), lag: expect.any(Number) },
      { name: "repeated", ...about },
    ]);
    expect(settings.reported).toEqual([]);
  });

  it("when it fails and is given up, with an error that names it", async () => {
    const settings = settingsFor(new MemoryLedger(), () => Promise.reject(new Error("away")), { attempts: 2 });
    await deliver(event, settings);
    expect(settings.observed.map(({ name }) => name)).toEqual(["failed", "failed", "given_up"]);
    const last = settings.reported.at(-1);
    expect(isEventGivenUpError(last) && { ...last }).toMatchObject({ ...about, attempts: 2 });
  });

  it("when a listener takes too long, which nobody else reports", async () => {
    const forever = () => new Promise(() => undefined);
    const settings = settingsFor(new MemoryLedger(), forever, { lease: 5, attempts: 1 });
    await deliver(event, settings);
    const [late] = settings.reported;
    expect(isListenerError(late) && late.failures).toEqual([
      { ...about, error: expect.objectContaining({ code: "deadline_exceeded" }) },
    ]);
  });

  it("when what it does in the transaction fails", async () => {
    const failing = ({ tx }: Delivery) =>
      tx?.(() => {
        throw new Error("no such table");
      });
    const settings = settingsFor(new MemoryLedger(), failing, { attempts: 1 });
    await deliver(event, settings);
    const [failed] = settings.reported;
    expect(isListenerError(failed) && failed.failures[0]?.error).toEqual(new Error("no such table"));
  });
});

describe("what a listener does in the transaction", () => {
  it("is done with the mark, when all listeners are done", async () => {
    const ledger = new MemoryLedger();
    await deliver(
      event,
      settingsFor(ledger, async ({ tx }) => {
        tx?.((changes: unknown[]) => changes.push("a row"));
        await Promise.resolve();
        expect(ledger.committed).toEqual([]);
      }),
    );
    expect(ledger.committed).toEqual(["a row"]);
  });

  it("is not done where a listener fails", async () => {
    const ledger = new MemoryLedger();
    const listener = ({ tx, attempt }: Delivery): void => {
      tx?.((changes: unknown[]) => changes.push(attempt));
      if (attempt === 1) throw new Error("away");
    };
    await deliver(event, settingsFor(ledger, listener));
    expect(ledger.committed).toEqual([2]);
  });

  it("that throws is a failure of the listener", async () => {
    const ledger = new MemoryLedger();
    const listener = ({ tx }: Delivery) =>
      tx?.(() => {
        throw new Error("no such table");
      });
    await deliver(event, settingsFor(ledger, listener));
    expect(ledger.givenUp).toEqual([{ attempts: 3, reason: "Error: no such table" }]);
  });

  it("cannot join when the event is over", async () => {
    const ledger = new MemoryLedger();
    let late: Delivery["tx"];
    await deliver(
      event,
      settingsFor(ledger, ({ tx }) => {
        late = tx;
      }),
    );
    expect(() => late?.(() => undefined)).toThrow(expect.objectContaining({ code: "deadline_exceeded" }));
  });

  it("is not offered where the store has no transactions", async () => {
    const listener = vi.fn();
    await deliver(event, settingsFor(new MemoryLedger(), listener, { joins: false }));
    expect(listener).toHaveBeenCalledWith({ attempt: 1 });
  });
});

describe("a store that cannot be written to", () => {
  it("is no failure of the listeners: it is asked until it can", async () => {
    const ledger = new MemoryLedger();
    ledger.failures = 20;
    const listener = vi.fn();
    const settings = settingsFor(ledger, listener);
    await deliver(event, settings);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(settings.pauses).toHaveLength(20);
    expect(ledger.settled).toContain(event.id);
  });

  it("ends the waiting when the intake closes", async () => {
    const ledger = new MemoryLedger();
    ledger.failures = 20;
    const pause = () => Promise.reject(new Error("The intake closes."));
    await expect(
      deliver(
        event,
        settingsFor(ledger, () => undefined, { pause }),
      ),
    ).rejects.toThrow("closes");
    expect(ledger.settled).not.toContain(event.id);
  });
});
