import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lanes } from "../../../src/deliver/lanes.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const light = (work: () => Promise<void>) => ({ weight: 1, work });

describe("lanes", () => {
  it("keep the order of each lane and let the lanes go side by side", async () => {
    const lanes = new Lanes(8);
    const log: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    lanes.add(
      "slow",
      light(async () => {
        await gate;
        log.push("slow 1");
      }),
    );
    lanes.add(
      "slow",
      light(async () => void log.push("slow 2")),
    );
    lanes.add(
      "quick",
      light(async () => void log.push("quick 1")),
    );
    lanes.add(
      "quick",
      light(async () => void log.push("quick 2")),
    );
    await turn();
    expect(log).toEqual(["quick 1", "quick 2"]);
    expect([lanes.weightOf("slow"), lanes.weightOf("quick"), lanes.weight]).toEqual([2, 0, 2]);
    open();
    await turn();
    expect(log).toEqual(["quick 1", "quick 2", "slow 1", "slow 2"]);
    expect([lanes.isEmpty, lanes.weight]).toEqual([true, 0]);
  });

  it("never run more at once than they may, except while one waits to try again", async () => {
    const lanes = new Lanes(2);
    const ends: (() => void)[] = [];
    const started: number[] = [];
    for (let lane = 0; lane < 4; lane++) {
      lanes.add(
        `lane ${lane}`,
        light(async () => {
          started.push(lane);
          const waiting = new Promise<void>((resolve) => ends.push(resolve));
          await (lane === 0 ? lanes.pause(waiting) : waiting);
        }),
      );
    }
    await turn();
    expect(started).toEqual([0, 1, 2]);
    for (const end of ends.splice(0)) end();
    await turn();
    expect(started).toEqual([0, 1, 2, 3]);
    for (const end of ends.splice(0)) end();
    await turn();
    expect([lanes.isEmpty, lanes.weight]).toEqual([true, 0]);
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
          lanes.add(
            String(lane),
            light(async () => {
              running++;
              most = Math.max(most, running);
              for (let left = turns; left > 0; left--) await turn();
              running--;
              done.push([lane, index]);
            }),
          );
        }
        while (!lanes.isEmpty) await turn();
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

  it("never run more at once than they may when what waited goes on", async () => {
    const lanes = new Lanes(2);
    let running = 0;
    let most = 0;
    const enter = async (): Promise<void> => {
      running++;
      most = Math.max(most, running);
      await turn();
      running--;
    };
    for (let lane = 0; lane < 20; lane++) {
      lanes.add(
        String(lane),
        light(async () => {
          await enter();
          await lanes.pause(new Promise((resolve) => setTimeout(resolve, 20)));
          await enter();
        }),
      );
    }
    while (!lanes.isEmpty) await turn();
    expect(most).toBe(2);
  });

  it("tell when one of them is empty, and for how long one has been at its work", async () => {
    const empty: string[] = [];
    const lanes = new Lanes(8, (lane) => empty.push(lane));
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    lanes.add(
      "stuck",
      light(() => gate),
    );
    lanes.add("quick", light(turn));
    lanes.add("quick", light(turn));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(empty).toEqual(["quick"]);
    expect(lanes.heldFor("quick")).toBe(0);
    expect(lanes.heldFor("stuck")).toBeGreaterThan(10);
    open();
    await turn();
    expect(empty).toEqual(["quick", "stuck"]);
  });
});
