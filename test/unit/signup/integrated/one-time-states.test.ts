import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OneTimeStates, type StateStore } from "../../../../src/signup/index.ts";
import { MemoryStateStore } from "../../../../src/signup/integrated/state-store.ts";

const user = "user-1";

/** A store of somebody else's, which never forgets by itself. */
function createStore(): StateStore & { kept: Map<string, number> } {
  const kept = new Map<string, number>();
  return {
    kept,
    async put(key, expiresAt) {
      kept.set(key, expiresAt);
    },
    async take(key) {
      const expiresAt = kept.get(key);
      kept.delete(key);
      return expiresAt;
    },
  };
}

describe("OneTimeStates", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("issues 32 random bytes as base64url", async () => {
    const states = new OneTimeStates();
    const issued = await Promise.all(Array.from({ length: 100 }, () => states.issue(user)));
    expect(new Set(issued).size).toBe(100);
    expect(issued.filter((state) => Buffer.from(state, "base64url").toString("base64url") !== state)).toEqual([]);
    expect(new Set(issued.map((state) => Buffer.from(state, "base64url").length))).toEqual(new Set([32]));
  });

  it("redeems a state of its user", async () => {
    const states = new OneTimeStates();
    expect(await states.redeem(await states.issue(user), user)).toBe(true);
  });

  it("redeems a state once", async () => {
    const states = new OneTimeStates();
    const state = await states.issue(user);
    await states.redeem(state, user);
    expect(await states.redeem(state, user)).toBe(false);
  });

  it("redeems a state once when it is asked several times at once", async () => {
    const states = new OneTimeStates({ store: createStore() });
    const state = await states.issue(user);
    const answers = await Promise.all(Array.from({ length: 20 }, () => states.redeem(state, user)));
    expect(answers.filter(Boolean)).toEqual([true]);
  });

  it("does not redeem a state of another user", async () => {
    const states = new OneTimeStates();
    expect(await states.redeem(await states.issue(user), "user-2")).toBe(false);
  });

  it("leaves a state to its user after another one tried it", async () => {
    const states = new OneTimeStates();
    const state = await states.issue(user);
    await states.redeem(state, "user-2");
    expect(await states.redeem(state, user)).toBe(true);
  });

  it("lets a user have several sign-ups under way", async () => {
    const states = new OneTimeStates();
    const [first, second] = [await states.issue(user), await states.issue(user)];
    expect([await states.redeem(second, user), await states.redeem(first, user)]).toEqual([true, true]);
  });

  it("redeems a state until its time is over", async () => {
    const states = new OneTimeStates({ lifetime: 1000 });
    const state = await states.issue(user);
    vi.setSystemTime(Date.now() + 999);
    expect(await states.redeem(state, user)).toBe(true);
  });

  it.each([
    ["in memory", undefined],
    ["in a store that forgets nothing", createStore()],
  ])("redeems no state after its time, kept %s", async (_, store) => {
    const states = new OneTimeStates({ lifetime: 1000, store });
    const state = await states.issue(user);
    vi.setSystemTime(Date.now() + 1000);
    expect(await states.redeem(state, user)).toBe(false);
  });

  it.each([undefined, null, "", 7, {}, "x", "x".repeat(43), "x".repeat(44), ["a"]])(
    "does not redeem %j",
    async (state) => {
      const states = new OneTimeStates();
      await states.issue(user);
      expect(await states.redeem(state, user)).toBe(false);
    },
  );

  it("does not ask the store for what cannot be a state", async () => {
    const store = createStore();
    const take = vi.spyOn(store, "take");
    await new OneTimeStates({ store }).redeem("x".repeat(100_000), user);
    expect(take).not.toHaveBeenCalled();
  });

  it("gives the store neither the state nor the user", async () => {
    const store = createStore();
    const state = await new OneTimeStates({ store }).issue("canary-user");
    expect([...store.kept.keys()].join()).toMatch(/^[\w-]{43}$/);
    expect([...store.kept.keys()]).not.toContain(state);
  });

  it("tells the store when the state is over", async () => {
    const store = createStore();
    await new OneTimeStates({ store, lifetime: 5000 }).issue(user);
    expect([...store.kept.values()]).toEqual([Date.now() + 5000]);
  });

  it("takes what a database hands back for nothing", async () => {
    const states = new OneTimeStates({ store: { put: () => undefined, take: () => null } });
    expect(await states.redeem(await states.issue(user), user)).toBe(false);
  });

  it("keeps the newest when there are too many", async () => {
    const states = new OneTimeStates({ capacity: 2 });
    const issued = [await states.issue(user), await states.issue(user), await states.issue(user)];
    const redeemed = await Promise.all(issued.map((state) => states.redeem(state, user)));
    expect(redeemed).toEqual([false, true, true]);
  });

  it.each([undefined, "", " ", 7])("refuses the user %j", async (userId) => {
    const states = new OneTimeStates();
    const refusal = { name: "InvalidInputError", field: "userId" };
    await expect(states.issue(userId as string)).rejects.toMatchObject(refusal);
    await expect(states.redeem(undefined, userId as string)).rejects.toMatchObject(refusal);
  });

  it.each([{ lifetime: 0 }, { lifetime: Number.NaN }, { capacity: -1 }])("refuses %j", (options) => {
    expect(() => new OneTimeStates(options)).toThrow(expect.objectContaining({ code: "invalid_option" }));
  });
});

describe("MemoryStateStore", () => {
  it("drops what is over when something is added", () => {
    const store = new MemoryStateStore(10);
    store.put("over", Date.now() - 1);
    store.put("new", Date.now() + 60_000);
    expect([store.take("over"), store.take("new")]).toEqual([undefined, expect.any(Number)]);
  });
});
