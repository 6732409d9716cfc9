import { describe, expect, it } from "vitest";
import { DoneMemory } from "../../../src/dedupe/memory.ts";

const ids = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `id-${from + index}`);
const remembering = (capacity: number, count: number): DoneMemory => {
  const memory = new DoneMemory(capacity);
  for (const id of ids(count)) memory.add(id);
  return memory;
};

describe("DoneMemory", () => {
  it("knows nothing at first", () => {
    expect(new DoneMemory(10).doneAt("id-0")).toBeUndefined();
  });

  it.each([1, 2, 3, 10])("of %i always knows that many of the newest", (capacity) => {
    for (let count = 1; count <= capacity * 5; count++) {
      const memory = remembering(capacity, count);
      const newest = ids(Math.min(capacity, count), Math.max(0, count - capacity));
      expect(newest.filter((id) => memory.doneAt(id) === undefined)).toEqual([]);
    }
  });

  it.each([1, 2, 3, 10])("of %i never knows more than twice as many", (capacity) => {
    for (let count = 1; count <= capacity * 5; count++) {
      const memory = remembering(capacity, count);
      expect(ids(count).filter((id) => memory.doneAt(id) !== undefined).length).toBeLessThanOrEqual(capacity * 2);
    }
  });

  it("counts an id that is added again once", () => {
    const memory = new DoneMemory(3);
    memory.add("id-first");
    for (let turn = 0; turn < 100; turn++) memory.add("id-again");
    expect(memory.doneAt("id-first")).toBeTypeOf("number");
  });

  it("stays bounded over a million ids", () => {
    const memory = remembering(1_000, 1_000_000);
    expect(ids(1_000_000).filter((id) => memory.doneAt(id) !== undefined).length).toBeLessThanOrEqual(2_000);
  });
});
