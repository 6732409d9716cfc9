import { describe, expect, it, vi } from "vitest";
import { Once } from "../../../src/dedupe/once.ts";
import { deferred, useRejectionTrap } from "../dispatch/promises.ts";

useRejectionTrap();

/** Work that ends when it is told to. */
function controlled() {
  const { promise, resolve, reject } = deferred();
  return { work: vi.fn(() => promise), succeed: () => resolve(), fail: (reason: unknown) => reject(reason) };
}

describe("Once", () => {
  it("does the work, and says so", async () => {
    const work = vi.fn(async () => undefined);
    expect(await new Once(10).do("a", work)).toBe(true);
    expect(work).toHaveBeenCalledOnce();
  });

  it("skips what is done", async () => {
    const once = new Once(10);
    const work = vi.fn(async () => undefined);
    await once.do("a", work);
    expect(await once.do("a", work)).toBe(false);
    expect(work).toHaveBeenCalledOnce();
  });

  it("does again what was done at a time that counts no more", async () => {
    const once = new Once(10);
    const work = vi.fn(async () => undefined);
    const before = Date.now();
    await once.do("a", work);
    const asked: number[] = [];
    const isBygone = (answer: boolean) => async (doneAt: Date) => asked.push(doneAt.getTime()) > 0 && answer;
    expect(await once.do("a", work, isBygone(false))).toBe(false);
    expect(await once.do("a", work, isBygone(true))).toBe(true);
    expect(work).toHaveBeenCalledTimes(2);
    expect(asked.every((time) => time >= before && time <= Date.now())).toBe(true);
  });

  it("does once what several want to do again", async () => {
    const once = new Once(10);
    const work = vi.fn(async () => undefined);
    await once.do("a", work);
    const again = () => once.do("a", work, async () => true);
    expect(await Promise.all([again(), again()])).toEqual([true, false]);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("does once what several want to do again whose answers come one after the other", async () => {
    const once = new Once(10);
    const work = vi.fn(async () => undefined);
    await once.do("a", work);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const after = (turns: number) => async () => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      return true;
    };
    await Promise.all(Array.from({ length: 30 }, (_, turns) => once.do("a", work, after(turns))));
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("keeps ids apart", async () => {
    const once = new Once(10);
    expect([await once.do("a", async () => undefined), await once.do("b", async () => undefined)]).toEqual([
      true,
      true,
    ]);
  });

  it("waits for what is under way instead of starting it again", async () => {
    const once = new Once(10);
    const { work, succeed } = controlled();
    const ends: string[] = [];
    const first = once.do("a", work).then((did) => ends.push(`first ${did}`));
    const second = once.do("a", work).then((did) => ends.push(`second ${did}`));
    await Promise.resolve();
    expect(ends).toEqual([]);
    succeed();
    await Promise.all([first, second]);
    expect(ends.sort()).toEqual(["first true", "second false"]);
    expect(work).toHaveBeenCalledOnce();
  });

  it("tells everyone who waits when the work fails", async () => {
    const once = new Once(10);
    const { work, fail } = controlled();
    const all = Promise.allSettled([once.do("a", work), once.do("a", work), once.do("a", work)]);
    const reason = new Error("no");
    fail(reason);
    expect(await all).toEqual(Array(3).fill({ status: "rejected", reason }));
  });

  it("forgets what failed, so that it can be tried again", async () => {
    const once = new Once(10);
    await expect(once.do("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await once.do("a", async () => undefined)).toBe(true);
    expect(await once.do("a", async () => undefined)).toBe(false);
  });

  it("forgets what failed before it began", async () => {
    const once = new Once(10);
    const work = (): Promise<void> => {
      throw new Error("no");
    };
    await expect(once.do("a", work)).rejects.toThrow("no");
    expect(await once.do("a", async () => undefined)).toBe(true);
  });

  it("does the work of 64 at once for one of them", async () => {
    const once = new Once(10);
    const work = vi.fn(async () => undefined);
    const did = await Promise.all(Array.from({ length: 64 }, () => once.do("a", work)));
    expect(did.filter((yes) => yes)).toHaveLength(1);
    expect(work).toHaveBeenCalledOnce();
  });

  it("does it again when so much was done since that it is forgotten", async () => {
    const once = new Once(1);
    for (const id of ["a", "b", "c"]) await once.do(id, async () => undefined);
    expect(await once.do("a", async () => undefined)).toBe(true);
  });
});
