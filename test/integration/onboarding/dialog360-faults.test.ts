import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Settlement } from "../../../src/client/index.ts";
import {
  callUntilItEnds,
  Dialog360Rehearsal,
  type Ending,
  findViolations,
  type Run,
  seen,
  shots,
} from "./dialog360-rehearsal.ts";
import { chooseSeed, doAll } from "./rehearsal.ts";

const atOnce = 16;
let rehearsal: Dialog360Rehearsal;
beforeAll(async () => {
  rehearsal = await Dialog360Rehearsal.open(chooseSeed());
});
afterAll(() => rehearsal.close());

describe("an onboarding at 360dialog whose calls fail", () => {
  const runs: { run: Run; ending: Ending }[] = [];

  beforeAll(async () => {
    await doAll(300, atOnce, async (number) => {
      const run = rehearsal.prepare(number);
      runs.push({ run, ending: await callUntilItEnds(run, { revokeEarlierKeys: run.random() < 0.5 }) });
    });
  });

  it("met a fault each time, and most kinds of fault some time", () => {
    // Where the machine was too busy for a call, that was the fault.
    expect(runs.filter(({ run, ending }) => run.faults.length === 0 && ending === "done")).toEqual([]);
    expect(new Set(runs.flatMap(({ run }) => run.faults)).size).toBeGreaterThan(15);
  });

  it("ends in being done or in not knowing, and both happen", () => {
    expect([...new Set(runs.map(({ ending }) => ending))].sort()).toEqual(["done", "outcome_unknown"]);
  });

  it("never makes the hub see a minting or a synchronization twice, nor takes a lost one for done", () => {
    expect(runs.flatMap(({ run }) => findViolations(run))).toEqual([]);
  });

  it("is done only with a key that works, a webhook address, and both synchronizations", () => {
    for (const { run } of runs.filter(({ ending }) => ending === "done")) {
      const { keys, webhooks, synchronized } = run.standIn.world;
      expect([...keys.keys()]).toEqual([run.stored?.apiKey]);
      expect(webhooks.has("AbCdEfCH")).toBe(true);
      expect(synchronized.size).toBe(2);
    }
  });

  it("can be brought to its end by who finds out what became of the calls", async () => {
    const unknown = runs.filter(({ ending }) => ending === "outcome_unknown").map(({ run }) => run);
    expect(unknown.length).toBeGreaterThan(20);
    await doAll(unknown.length, atOnce, async (number) => {
      const run = unknown[number] as Run;
      const isKeyLost = run.stored?.keyMinting.status === "sent";
      const minted = seen(run, "keyMinting");
      expect(await callUntilItEnds(run, { settle: settle(run) }, run.urls.patient)).toBe("done");
      // Only a key that nobody has is made a second time, and only because somebody said so.
      expect(shots.map((shot) => seen(run, shot))).toEqual([isKeyLost ? minted + 1 : 1, 1, 1]);
      expect([...run.standIn.world.keys.keys()]).toEqual([run.stored?.apiKey]);
    });
  });
});

describe("an onboarding at 360dialog that several callers take up at once, whose calls fail", () => {
  const runs: { run: Run; endings: Ending[] }[] = [];

  beforeAll(async () => {
    await doAll(100, atOnce / 2, async (number) => {
      const run = rehearsal.prepare(number, "together");
      const options = { revokeEarlierKeys: true };
      const callers = Array.from({ length: run.random() < 0.7 ? 2 : 3 }, () => callUntilItEnds(run, options));
      const endings = await Promise.all(callers);
      // Once nobody is at work any more, one goes on.
      endings.push(await callUntilItEnds(run, options));
      runs.push({ run, endings });
    });
  });

  it("ends in being done, in not knowing, or for the slower in a conflict", () => {
    const endings = new Set(runs.flatMap(({ endings }) => endings));
    expect([...endings].sort()).toEqual(["done", "onboarding_conflict", "outcome_unknown"]);
    expect(runs.map(({ endings }) => endings.at(-1))).not.toContain("onboarding_conflict");
  });

  it("never makes the hub see a minting or a synchronization twice, nor takes a lost one for done", () => {
    expect(runs.flatMap(({ run }) => findViolations(run))).toEqual([]);
  });
});

it("a store that says yes without storing is noticed by these runs", async () => {
  const runs = Array.from({ length: 50 }, (_, number) => rehearsal.prepare(number, "forgetful"));
  await doAll(runs.length, atOnce, async (number) => {
    const run = runs[number] as Run;
    const forgetful = { revokeEarlierKeys: true, state: undefined, save: () => true };
    for (let calls = 0; calls < 2; calls++) await callUntilItEnds(run, forgetful);
  });
  expect(runs.flatMap(findViolations).length).toBeGreaterThan(25);
});

/** What somebody finds out who looks whether there is a key, and whether the webhooks came. */
function settle(run: Run): { apiKey?: "repeat"; contacts?: Settlement; history?: Settlement } {
  const unknown = shots.filter((shot) => run.stored?.[shot].status === "sent");
  return Object.fromEntries(
    unknown.map((shot) => {
      if (shot === "keyMinting") return ["apiKey", "repeat"];
      return [shot, seen(run, shot) > 0 ? "done" : "repeat"];
    }),
  );
}
