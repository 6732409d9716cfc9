import { describe, expect, it, vi } from "vitest";
import type { SavedState } from "../../../../../src/client/onboarding/state/saved-state.ts";
import { StateKeeper } from "../../../../../src/client/onboarding/state/state-keeper.ts";

type State = SavedState & { readonly word: string };

const state: State = { shape: 1, id: "an-onboarding", revision: 0, startedAt: "2026-11-23T10:00:00.000Z", word: "one" };
const ways = ["announce", "save"] as const;

it.each(ways)("%s stores the change with the next revision", async (way) => {
  const save = vi.fn(async () => true);
  const keeper = new StateKeeper<State>(state, save);
  await keeper[way]({ word: "two" });
  await keeper[way]({ word: "three" });
  expect(save.mock.calls).toEqual([
    [{ ...state, revision: 1, word: "two" }],
    [{ ...state, revision: 2, word: "three" }],
  ]);
  expect(keeper.state).toEqual({ ...state, revision: 2, word: "three" });
});

it.each(ways)("%s takes a yes without a promise", async (way) => {
  const keeper = new StateKeeper<State>(state, () => true);
  await keeper[way]({ word: "two" });
  expect(keeper.state.revision).toBe(1);
});

it.each(ways)("%s fails where something else is stored, and goes on with nothing", async (way) => {
  const keeper = new StateKeeper<State>(state, async () => false);
  await expect(keeper[way]({ word: "two" })).rejects.toMatchObject({
    code: "onboarding_conflict",
    state: { revision: 1, word: "two" },
  });
  expect(keeper.state).toBe(state);
});

it.each(ways)("%s hands on what the caller's function threw", async (way) => {
  const reason = new Error("The database is away.");
  for (const fail of [() => Promise.reject(reason), () => Promise.resolve().then(() => Promise.reject(reason))]) {
    const keeper = new StateKeeper<State>(state, fail);
    await expect(keeper[way]({ word: "two" })).rejects.toMatchObject({ code: "state_not_saved", reason });
    expect(keeper.state).toBe(state);
  }
});

it.each(ways)("%s hands on what the caller's function threw at once", async (way) => {
  const keeper = new StateKeeper<State>(state, () => {
    throw "a word";
  });
  await expect(keeper[way]({ word: "two" })).rejects.toMatchObject({ code: "state_not_saved", reason: "a word" });
});

describe.each([undefined, null, 1, "true", {}])("a function that resolves with %j", (answer) => {
  it.each(ways)("has not saved, as far as %s knows", async (way) => {
    const keeper = new StateKeeper<State>(state, async () => answer as boolean);
    await expect(keeper[way]({ word: "two" })).rejects.toMatchObject({
      code: "state_not_saved",
      reason: { code: "invalid_input", field: "save" },
    });
    expect(keeper.state).toBe(state);
  });
});

describe("the state to go on with", () => {
  const keeper = new StateKeeper<State>(state, () => Promise.reject(new Error("The database is away.")));

  it("is the one before, when something was only announced", async () => {
    await expect(keeper.announce({ word: "two" })).rejects.toMatchObject({ state });
  });

  it("is the new one, when something was learnt", async () => {
    await expect(keeper.save({ word: "two" })).rejects.toMatchObject({ state: { revision: 1, word: "two" } });
  });
});
