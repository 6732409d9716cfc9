import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../src/synchronization/changes-between.ts";
import { exampleNumber } from "../../../src/testing/index.ts";
import { ANumber, chunk, contacts, day, minute } from "./a-number.ts";

describe("what to tell", () => {
  it("is every kind that began, where nothing was known", () => {
    const after = new ANumber().asks("history", minute(1)).at(minute(1));
    expect(changesBetween(undefined, after)).toEqual([
      {
        type: "sync",
        id: expect.stringMatching(/^sync_[0-9a-z]{16}$/),
        phoneNumberId: exampleNumber.phoneNumberId,
        wabaId: exampleNumber.wabaId,
        kind: "history",
        status: "requested",
        previousStatus: "not_requested",
      },
    ]);
  });

  it("is a higher progress", () => {
    const number = new ANumber().gets(chunk({ progress: 10 }), minute(1));
    const before = number.at(minute(2));
    const after = number.gets(chunk({ progress: 12 }), minute(2)).at(minute(2));
    expect(changesBetween(before, after)).toMatchObject([
      { kind: "history", status: "receiving", previousStatus: "receiving", progress: 12 },
    ]);
  });

  it("is nothing where only counts, gaps or times changed", () => {
    const number = new ANumber().gets(chunk({ progress: 10 }), minute(1)).gets(contacts, minute(1));
    const before = number.at(minute(2));
    const after = number.gets(chunk({ chunkOrder: 5, progress: 3 }, ["wamid.B"]), minute(2)).gets(contacts, minute(2));
    expect(changesBetween(before, after.at(minute(2)))).toEqual([]);
  });

  it("is a stall with its causes, and that it is over", () => {
    const number = new ANumber().gets(chunk({ progress: 10 }), minute(1));
    const stalled = number.at(minute(50));
    expect(changesBetween(number.at(minute(2)), stalled)).toMatchObject([
      { status: "stalled", previousStatus: "receiving", likelyCauses: [...stalled.history.likelyCauses] },
    ]);
    const resumed = number.gets(chunk({ progress: 10 }), minute(51)).at(minute(51));
    const [change] = changesBetween(stalled, resumed);
    expect(change).toMatchObject({ status: "receiving", previousStatus: "stalled" });
    expect(change).not.toHaveProperty("likelyCauses");
  });

  it("is which chunks are missing when the history is complete, and that one of them came after all", () => {
    const number = new ANumber().gets(chunk({ chunkOrder: 2, progress: 90 }), minute(1));
    const before = number.at(minute(1));
    const complete = number.gets(chunk({ phase: 1, chunkOrder: 1, progress: 100 }), minute(2)).at(minute(2));
    expect(changesBetween(before, complete)).toMatchObject([
      { status: "complete", missingChunks: [{ phase: 0, first: 1, last: 1 }] },
    ]);
    const filled = number.gets(chunk({ chunkOrder: 1, progress: 40 }), minute(3)).at(minute(3));
    expect(changesBetween(complete, filled)).toMatchObject([
      { status: "complete", previousStatus: "complete", missingChunks: [] },
    ]);
  });

  it("is the beginning of a new onboarding, although the status is the same", () => {
    const number = new ANumber().asks("history", minute(1));
    const before = number.at(minute(2));
    const after = number.asks("history", day(1), day(1)).at(day(1));
    expect(changesBetween(before, after)).toMatchObject([{ status: "requested", previousStatus: "not_requested" }]);
  });

  it("is not told again when the onboarding is noted after its first chunks", () => {
    const number = new ANumber().gets(chunk({ progress: 10 }), minute(1));
    const before = number.at(minute(2));
    expect(changesBetween(before, number.asks("history", minute(2)).at(minute(2)))).toEqual([]);
  });

  it("has the same id whoever notices it, and another for another change", () => {
    const number = new ANumber().gets(chunk({ progress: 10 }), minute(1));
    const idOf = (from: Date, to: Date) => changesBetween(number.at(from), number.at(to)).map(({ id }) => id);
    const firstStall = idOf(minute(2), minute(50));
    expect(firstStall).toHaveLength(1);
    expect(idOf(minute(3), minute(70))).toEqual(firstStall);
    number.gets(chunk({ progress: 10 }), minute(80));
    expect(idOf(minute(81), minute(200))).not.toEqual(firstStall);
  });
});
