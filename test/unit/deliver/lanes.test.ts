import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lanes } from "../../../src/deliver/lanes.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("lanes", () => {
  it("keep the order of each lane and let the lanes go side by side", async () => {
    const lanes = new Lanes(8);
    const log: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    lanes.add("slow", async () => {
      await gate;
      log.push("slow 1");
    });
    lanes.add("slow", async () => void log.push("slow 2"));
    lanes.add("quick", async () => void log.push("quick 1"));
    lanes.add("quick", async () => void log.push("quick 2"));
    await turn();
    expect(log).toEqual(["quick 1", "quick 2"]);
    expect(lanes.size).toBe(2);
    open();
    await turn();
    expect(log).toEqual(["quick 1", "quick 2", "slow 1", "slow 2"]);
    expect(lanes.size).toBe(0);
  });

  it("never run more at once than they may, except while one waits to try again", async () => {
    const lanes = new Lanes(2);
    const ends: (() => void)[] = [];
    const started: number[] = [];
    for (let lane = 0; lane < 4; lane++) {
      lanes.add(`lane ${lane}`, async () => {
        started.push(lane);
        const waiting = new Promise<void>((resolve) => ends.push(resolve));
        await (lane === 0 ? lanes.pause(waiting) : waiting);
      });
    }
    await turn();
    expect(started).toEqual([0, 1, 2]);
    for (const end of ends.splice(0)) end();
    await turn();
    expect(started).toEqual([0, 1, 2, 3]);
    for (const end of ends.splice(0)) end();
    await turn();
    expect(lanes.size).toBe(0);
  });

  it("do everything once and in order, whatever comes when", async () => {
    const work = fc.record({ lane: fc.integer({ min: 0, max: 5 }), turns: fc.integer({ min: 0, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(work, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (list, limit) => {
        const lanes = new Lanes(limit);
        const done: [lane: number, index: number][] = [];
        let running = 0;
        let most = 0;
        for (const [index, { lane, turns }] of list.entries()) {
          lanes.add(String(lane), async () => {
            running++;
            most = Math.max(most, running);
            for (let left = turns; left > 0; left--) await turn();
            running--;
            done.push([lane, index]);
          });
        }
        while (lanes.size > 0) await turn();
        expect(done.map(([, index]) => index).sort((one, other) => one - other)).toEqual([...list.keys()]);
        expect(most).toBeLessThanOrEqual(limit);
        for (let lane = 0; lane <= 5; lane++) {
          const order = done.filter(([of]) => of === lane).map(([, index]) => index);
          expect(order).toEqual([...order].sort((one, other) => one - other));
        }
      }),
      { numRuns: 50 },
    );
  });
});
