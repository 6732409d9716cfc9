import { describe, expect, it } from "vitest";
import { answerFirst } from "../../../prove/proofs/kill/answer-first.ts";
import { compare } from "../../../prove/proofs/kill/compare.ts";
import { factsOf } from "../../../prove/proofs/kill/facts.ts";
import type { Effect } from "../../../prove/proofs/kill/store.ts";
import { loadOf } from "../../../prove/proofs/kill/workload.ts";
import { memoryIntake, parseWebhook } from "../../../src/index.ts";

const seed = 7;
const webhooks = 450; // one of them is a history

/** What listeners learn when everything arrives once. */
function allEffects(): Effect[] {
  return Array.from({ length: webhooks }, (_, place) =>
    parseWebhook(JSON.parse(String(loadOf(place, seed).parcel.body))).flatMap((event) =>
      factsOf(event).map((fact) => ({ event: event.id, fact })),
    ),
  ).flat();
}

describe("what is sent", () => {
  it("is the same each time, and holds what listeners have to learn", () => {
    for (const place of [0, 1, 199, 200, 201]) {
      const { parcel, facts } = loadOf(place, seed);
      expect(loadOf(place, seed).parcel).toEqual(parcel);
      expect(
        parseWebhook(JSON.parse(String(parcel.body)))
          .flatMap(factsOf)
          .sort(),
      ).toEqual([...facts].sort());
    }
    expect(loadOf(1, 8).parcel).not.toEqual(loadOf(1, seed).parcel);
  });

  it("is of all kinds", () => {
    const kinds = new Set(allEffects().map(({ fact }) => fact.split(" ")[0]));
    expect([...kinds].sort()).toEqual(["echo", "history", "message", "status"]);
  });
});

describe("the comparison", () => {
  const effects = allEffects();

  it("finds nothing where everything arrived once", () => {
    expect(compare(effects, webhooks, seed)).toMatchObject({ lost: 0, repeats: 0, invented: 0 });
  });

  it("finds a single effect that is missing, also of a history", () => {
    for (const missing of [0, effects.findIndex(({ fact }) => fact.startsWith("history")), effects.length - 1]) {
      expect(compare(effects.toSpliced(missing, 1), webhooks, seed).lost).toBe(1);
    }
  });

  it("counts what happened too often, by event", () => {
    const [first, second] = effects as [Effect, Effect];
    expect(compare([...effects, first, first, second], webhooks, seed).repeats).toBe(3);
    const history = effects.filter(({ fact }) => fact.startsWith("history"));
    expect(history.length).toBeGreaterThan(100);
    expect(compare([...effects, ...history], webhooks, seed).repeats).toBe(1);
  });

  it("finds what nobody sent", () => {
    expect(compare([...effects, { event: "x", fact: "message x" }], webhooks, seed).invented).toBe(1);
  });
});

it("the control acknowledges what it has not stored", async () => {
  const parsed: unknown[] = [];
  const intake = answerFirst(memoryIntake(), { wait: 60_000 })({
    parse: (webhook) => {
      parsed.push(webhook);
      return [];
    },
    dispatch: async () => undefined,
    isBygone: async () => false,
    report: () => undefined,
    observe: () => undefined,
  });
  await intake.accept({ body: new Uint8Array(), provider: "meta", receivedAt: new Date(0) });
  expect(parsed).toHaveLength(0);
  await intake.close();
  expect(parsed).toHaveLength(1);
});
