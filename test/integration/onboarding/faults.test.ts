import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Settlement } from "../../../src/client/index.ts";
import { callUntilItEnds, type Ended, type Store } from "./caller.ts";
import { chooseSeed, doAll, findViolations, oneShotCalls, patience, Rehearsal, type Run } from "./rehearsal.ts";

// What a one-shot call has brought cannot be had again, so these runs break everything that can break, and look at what
// the provider saw. The seed is in the message of a run that went wrong.
const seed = chooseSeed();
const atOnce = 24;

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await Rehearsal.open(seed);
});

afterAll(() => rehearsal.close());

/** What somebody finds out who looks whether the webhooks came. */
function settle({ scene, store }: Run): Partial<Record<"contacts" | "history", Settlement>> {
  const state = store.load();
  const unknown = (["contacts", "history"] as const).filter((kind) => state?.[kind].status === "sent");
  return Object.fromEntries(unknown.map((kind) => [kind, scene.seen[kind] > 0 ? "done" : "repeat"]));
}

describe("an onboarding whose calls fail", () => {
  const runs: { run: Run; ended: Ended }[] = [];

  beforeAll(async () => {
    await doAll(1000, atOnce, async (number) => {
      const run = rehearsal.prepare(number);
      const { scene, faultyStore: store, meta } = run;
      runs.push({ run, ended: await callUntilItEnds({ store, meta, code: scene.code }) });
    });
  }, patience);

  it("met a fault each time, and every kind of fault some time", () => {
    const spared = runs.filter(({ run, ended }) => run.faults.length === 0 && ended.ending === "done");
    expect(spared.map(({ run }) => run.name)).toEqual([]);
    expect(new Set(runs.flatMap(({ run }) => run.faults)).size).toBeGreaterThan(20);
  });

  it("ends in being done or in not knowing, and both happen", () => {
    const endings = new Set(runs.map(({ ended }) => ended.ending));
    expect([...endings].sort()).toEqual(["done", "outcome_unknown"]);
  });

  it("never makes the provider see a one-shot call twice, nor takes a lost one for done", () => {
    expect(runs.flatMap(({ run }) => findViolations(run))).toEqual([]);
  });

  it("is done only when everything was asked for", () => {
    const done = runs.filter(({ ended }) => ended.ending === "done");
    for (const { run, ended } of done) {
      expect(run.scene.seen).toEqual({ codeExchange: 1, contacts: 1, history: 1 });
      expect(ended.onboarding).toMatchObject({ wabaId: run.scene.world.wabaId, phoneNumberId: "200000000000002" });
    }
  });

  it("is done with the ids of the requests, or because somebody had asked before", () => {
    const shots = runs.flatMap(({ ended }) =>
      ended.onboarding ? [ended.onboarding.contacts, ended.onboarding.history] : [],
    );
    const withoutId = shots.filter(({ request_id }) => request_id === undefined);
    expect(new Set(shots.map(({ status }) => status))).toEqual(new Set(["done", "already_done"]));
    expect(new Set(withoutId.map(({ status }) => status))).toEqual(new Set(["already_done"]));
  });

  it("can be brought to its end by who finds out what became of the calls", async () => {
    const unknown = runs.filter(({ run, ended }) => {
      return ended.ending === "outcome_unknown" && run.store.load()?.codeExchange.status === "done";
    });
    expect(unknown.length).toBeGreaterThan(20);
    await doAll(unknown.length, atOnce, async (number) => {
      const { run } = unknown[number] as (typeof unknown)[number];
      const { store, patientMeta: meta, scene } = run;
      const again = () => callUntilItEnds({ store, meta, code: scene.code, settle: settle(run) });
      expect((await again()).ending).toBe("done");
      expect(findViolations(run)).toEqual([]);
      expect(scene.seen).toEqual({ codeExchange: 1, contacts: 1, history: 1 });
      const requests = scene.requests.length;
      expect((await again()).ending).toBe("done");
      expect(scene.requests.length).toBe(requests);
    });
  });
});

it("a store that says yes without storing is noticed by these runs", async () => {
  const runs: Run[] = [];
  await doAll(100, atOnce, async (number) => {
    const run = rehearsal.prepare(number, "forgetful");
    runs.push(run);
    const forgetful: Store = { load: () => undefined, save: () => true };
    const { scene, meta } = run;
    // Without its memory it fails in many ways, and what it makes the provider see is what counts.
    for (let calls = 0; calls < 3; calls++) {
      await callUntilItEnds({ store: forgetful, meta, code: scene.code }).catch(() => undefined);
    }
  });
  const twice = runs.flatMap(({ scene }) => oneShotCalls.filter((call) => scene.seen[call] > 1));
  expect(new Set(twice)).toEqual(new Set(["codeExchange"]));
  expect(runs.flatMap(findViolations).length).toBeGreaterThan(50);
});
