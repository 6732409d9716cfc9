import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callUntilItEnds, type Ended } from "./caller.ts";
import { chooseSeed, doAll, findViolations, patience, Rehearsal, type Run } from "./rehearsal.ts";

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await Rehearsal.open(chooseSeed());
});

afterAll(() => rehearsal.close());

describe("an onboarding that several callers take up at once, whose calls fail", () => {
  const runs: { run: Run; ended: Ended[] }[] = [];

  beforeAll(async () => {
    await doAll(1000, 12, async (number) => {
      const run = rehearsal.prepare(number, "together");
      const { scene, faultyStore: store, meta, random } = run;
      const callers = Array.from({ length: random() < 0.7 ? 2 : 3 }, () =>
        callUntilItEnds({ store, meta, code: scene.code }),
      );
      const ended = await Promise.all(callers);
      // Once nobody is at work any more, one goes on.
      ended.push(await callUntilItEnds({ store, meta, code: scene.code }));
      runs.push({ run, ended });
    });
  }, patience);

  it("ends in being done, in not knowing, or for the slower in a conflict", () => {
    const endings = runs.flatMap(({ ended }) => ended.map(({ ending }) => ending));
    expect([...new Set(endings)].sort()).toEqual(["done", "onboarding_conflict", "outcome_unknown"]);
  });

  it("met a fault, or was not done", () => {
    const spared = runs.filter(({ run, ended }) => run.faults.length === 0 && ended.at(-1)?.ending === "done");
    expect(spared.map(({ run }) => run.name)).toEqual([]);
  });

  it("ends in being done or in not knowing for the last", () => {
    const endings = new Set(runs.map(({ ended }) => ended.at(-1)?.ending));
    expect([...endings].sort()).toEqual(["done", "outcome_unknown"]);
  });

  it("never makes the provider see a one-shot call twice, nor takes a lost one for done", () => {
    expect(runs.flatMap(({ run }) => findViolations(run))).toEqual([]);
  });
});
