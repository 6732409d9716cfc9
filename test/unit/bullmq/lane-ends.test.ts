import { describe, expect, it } from "vitest";
import { placeInLanes } from "../../../src/bullmq/lane-ends.ts";
import { memoryRecords } from "./memory-records.ts";

const chat = (...ids: string[]) => ids.map((id) => ({ id, lane: "chat 200000000000002 15550001234" }));
const nothingKnown = async () => new Set<string>();
const known =
  (...ids: string[]) =>
  async () =>
    new Set(ids);
const idsOf = (placed: Awaited<ReturnType<typeof placeInLanes>>) => placed.map(([{ id }, after]) => [id, after]);

describe("the events of a lane", () => {
  it("come each after the one before it, over several webhooks", async () => {
    const records = memoryRecords();
    expect(idsOf(await placeInLanes(records, chat("a", "b"), nothingKnown))).toEqual([
      ["a", undefined],
      ["b", "a"],
    ]);
    expect(idsOf(await placeInLanes(records, chat("c"), nothingKnown))).toEqual([["c", "b"]]);
  });

  it("are placed once where a webhook holds one twice", async () => {
    const placed = await placeInLanes(memoryRecords(), chat("a", "a", "b"), nothingKnown);
    expect(idsOf(placed)).toEqual([
      ["a", undefined],
      ["b", "a"],
    ]);
  });

  it("get the same places again where the process died before they were added", async () => {
    const records = memoryRecords();
    await placeInLanes(records, chat("a"), nothingKnown);
    const before = await placeInLanes(records, chat("b", "c"), known("a"));
    expect(await placeInLanes(records, chat("b", "c"), known("a"))).toEqual(before);
    expect(await placeInLanes(records, chat("b", "c"), known("a", "b"))).toEqual(before);
  });

  it("do not move back to one that is repeated", async () => {
    const records = memoryRecords();
    await placeInLanes(records, chat("a"), nothingKnown);
    await placeInLanes(records, chat("b"), known("a"));
    expect(await placeInLanes(records, chat("a"), known("a", "b"))).toEqual([]);
    expect(idsOf(await placeInLanes(records, chat("c"), known("a", "b")))).toEqual([["c", "b"]]);
  });

  it("are known by no number of a customer", async () => {
    const records = memoryRecords();
    await placeInLanes(records, chat("a"), nothingKnown);
    expect(records.keys()).toHaveLength(1);
    expect(records.keys().join()).not.toContain("15550001234");
  });
});
