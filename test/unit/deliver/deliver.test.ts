import { describe, expect, it, vi } from "vitest";
import { type DeliverySettings, deliver } from "../../../src/deliver/deliver.ts";
import type { Failure, GivenUp, Ledger, Work } from "../../../src/deliver/ledger.ts";
import { parseWebhook } from "../../../src/index.ts";
import type { CoexistenceEvent, Delivery } from "../../../src/model/index.ts";
import { echoChange, metaWebhook, textMessage } from "../../../src/testing/index.ts";

const [event] = parseWebhook(metaWebhook(echoChange(textMessage("See you at nine.")))) as [CoexistenceEvent];

class MemoryLedger implements Ledger {
  readonly settled = new Set<string>();
  readonly givenUp: GivenUp[] = [];
  readonly committed: unknown[] = [];
  failures = 0;

  isSettled(id: string): boolean {
    return this.settled.has(id);
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
): DeliverySettings & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    dispatch: async (_, delivery) => void (await listener(delivery)),
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

describe("what a listener does in the transaction", () => {
  it("is done with the mark, when all listeners are done", async () => {
    const ledger = new MemoryLedger();
    await deliver(
      event,
      settingsFor(ledger, async ({ tx }) => {
        tx?.((changes) => changes.push("a row"));
        await Promise.resolve();
        expect(ledger.committed).toEqual([]);
      }),
    );
    expect(ledger.committed).toEqual(["a row"]);
  });

  it("is not done where a listener fails", async () => {
    const ledger = new MemoryLedger();
    const listener = ({ tx, attempt }: Delivery): void => {
      tx?.((changes) => changes.push(attempt));
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
