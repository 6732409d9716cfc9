import { describe, expect, it } from "vitest";
import { ANumber, asset, chunk, chunkWithoutMetadata, contacts, declined, minute, placeholders } from "./a-number.ts";

describe("the history of a number", () => {
  it("is not requested at first", () => {
    const { history } = new ANumber().asks("contacts", minute(1)).at(minute(2));
    expect(history).toMatchObject({ status: "not_requested", phases: [], likelyCauses: [] });
    expect(history).not.toHaveProperty("progress");
  });

  it("is requested once it was asked for", () => {
    const { history } = new ANumber().asks("history", minute(1)).at(minute(2));
    expect(history).toMatchObject({ status: "requested", requestedAt: minute(1) });
  });

  it("is receiving from the first chunk on", () => {
    const { history } = new ANumber()
      .asks("history", minute(1))
      .gets(chunk({ phase: 0, progress: 20 }), minute(2))
      .gets(chunk({ phase: 1, progress: 40 }), minute(4))
      .at(minute(5));
    expect(history).toMatchObject({ status: "receiving", progress: 40 });
    expect(history).toMatchObject({ firstReceivedAt: minute(2), lastReceivedAt: minute(4) });
  });

  it("is receiving although nobody asked for it: 360dialog does that", () => {
    const { history } = new ANumber().gets(chunk({ progress: 5 }), minute(2)).at(minute(3));
    expect(history.status).toBe("receiving");
    expect(history).not.toHaveProperty("requestedAt");
  });

  it("is receiving when an asset comes before any chunk", () => {
    const { history } = new ANumber().asks("history", minute(1)).gets(asset("wamid.A"), minute(2)).at(minute(3));
    expect(history).toMatchObject({ status: "receiving", phases: [] });
    expect(history).not.toHaveProperty("progress");
  });

  it.each([99, 99.9, 101, 1000, -1])("is not complete at progress %s", (progress) => {
    const number = new ANumber().gets(chunk({ progress }), minute(1));
    expect(number.at(minute(2)).history.status).toBe("receiving");
  });

  it("is not complete because phase 2 came", () => {
    const number = new ANumber().gets(chunk({ phase: 2, progress: 80 }), minute(1));
    expect(number.at(minute(2)).history.status).toBe("receiving");
  });

  it("is complete at progress 100, although phases are missing", () => {
    const { history } = new ANumber().gets(chunk({ phase: 1, progress: 100 }), minute(1)).at(minute(2));
    expect(history).toMatchObject({ status: "complete", progress: 100 });
    expect(history.phases.map(({ phase }) => phase)).toEqual([1]);
  });

  it("stays complete when a late chunk comes, and counts it", () => {
    const { history } = new ANumber()
      .gets(chunk({ chunkOrder: 2, progress: 100 }, ["wamid.A"]), minute(1))
      .gets(chunk({ chunkOrder: 1, progress: 55 }, ["wamid.B"]), minute(2))
      .at(minute(600));
    expect(history).toMatchObject({ status: "complete", progress: 100, messages: { count: 2, exact: true } });
    expect(history.phases).toEqual([{ phase: 0, highestChunkOrder: 2, gaps: [] }]);
  });

  it("never goes back in progress", () => {
    const number = new ANumber().gets(chunk({ progress: 70 }), minute(1)).gets(chunk({ progress: 30 }), minute(2));
    expect(number.at(minute(3)).history.progress).toBe(70);
  });

  it("takes chunks that say nothing of themselves", () => {
    const { history } = new ANumber().gets(chunkWithoutMetadata(), minute(1)).at(minute(2));
    expect(history).toMatchObject({ status: "receiving", phases: [], messages: { count: 1 } });
  });

  it("is declined when the business keeps it to itself", () => {
    const number = new ANumber().asks("history", minute(1)).gets(declined, minute(2));
    expect(number.at(minute(600)).history).toMatchObject({ status: "declined", likelyCauses: [] });
  });

  it("is declined when the business declines the rest of it", () => {
    const { history } = new ANumber()
      .gets(chunk({ progress: 30 }), minute(1))
      .gets(declined, minute(2))
      .at(minute(3));
    expect(history).toMatchObject({ status: "declined", progress: 30 });
  });

  it("stays declined when a chunk follows that was under way, and is complete when all of them follow", () => {
    const number = new ANumber().gets(declined, minute(1)).gets(chunk({ progress: 30 }), minute(2));
    expect(number.at(minute(3)).history.status).toBe("declined");
    expect(number.gets(chunk({ progress: 100 }), minute(4)).at(minute(5)).history.status).toBe("complete");
  });

  it("stays complete when the business declines later", () => {
    const number = new ANumber().gets(chunk({ progress: 100 }), minute(1)).gets(declined, minute(2));
    expect(number.at(minute(3)).history.status).toBe("complete");
  });
});

describe("gaps in the order of chunks", () => {
  it("are named for each phase", () => {
    const number = new ANumber();
    for (const chunkOrder of [2, 3, 7]) number.gets(chunk({ phase: 0, chunkOrder, progress: 20 }), minute(1));
    for (const chunkOrder of [1, 2]) number.gets(chunk({ phase: 1, chunkOrder, progress: 60 }), minute(2));
    expect(number.at(minute(3)).history.phases).toEqual([
      {
        phase: 0,
        highestChunkOrder: 7,
        gaps: [
          { first: 1, last: 1 },
          { first: 4, last: 6 },
        ],
      },
      { phase: 1, highestChunkOrder: 2, gaps: [] },
    ]);
  });

  it("close when the missing chunk comes", () => {
    const number = new ANumber().gets(chunk({ chunkOrder: 2 }), minute(1));
    expect(number.at(minute(1)).history.phases[0]?.gaps).toEqual([{ first: 1, last: 1 }]);
    number.gets(chunk({ chunkOrder: 1, progress: 50 }), minute(2));
    expect(number.at(minute(2)).history.phases[0]?.gaps).toEqual([]);
  });

  it("are named up to order 1000, whatever the highest is", () => {
    const { history } = new ANumber().gets(chunk({ chunkOrder: 5_000_000 }), minute(1)).at(minute(1));
    expect(history.phases).toEqual([{ phase: 0, highestChunkOrder: 5_000_000, gaps: [{ first: 1, last: 1000 }] }]);
  });

  it.each([0.5, -3, Number.NaN, 1e300])("are not made by the order %s", (chunkOrder) => {
    const number = new ANumber().gets(chunk({ chunkOrder }), minute(1));
    expect(number.at(minute(1)).history.phases[0]?.gaps ?? []).toEqual([]);
  });

  it.each([-1, 1.5, 1e300])("are not looked for in phase %s, which nobody documents", (phase) => {
    expect(new ANumber().gets(chunk({ phase, chunkOrder: 3 }), minute(1)).at(minute(1)).history.phases).toEqual([]);
  });
});

describe("media", () => {
  it("wait for their asset, which may come first", () => {
    const number = new ANumber().gets(asset("wamid.A"), minute(1));
    expect(number.at(minute(1)).history.media).toMatchObject({ assets: 1, withoutPlaceholder: 1, waiting: 0 });
    number.gets(placeholders("wamid.A", "wamid.B"), minute(2));
    expect(number.at(minute(2)).history.media).toEqual({
      placeholders: 2,
      assets: 1,
      waiting: 1,
      withoutPlaceholder: 0,
      exact: true,
    });
    number.gets(asset("wamid.B"), minute(3));
    expect(number.at(minute(3)).history.media).toMatchObject({ assets: 2, waiting: 0 });
  });

  it("are one message with their placeholder", () => {
    const number = new ANumber().gets(placeholders("wamid.A"), minute(1)).gets(asset("wamid.A"), minute(2));
    expect(number.at(minute(3)).history.messages).toEqual({ count: 1, exact: true });
  });
});

describe("a silence", () => {
  it("is a stall after half an hour", () => {
    const number = new ANumber().gets(chunk({ progress: 30 }), minute(10));
    expect(number.at(minute(39)).history.status).toBe("receiving");
    expect(number.at(minute(40)).history.status).toBe("stalled");
  });

  it("is a stall after what it was said to be", () => {
    const number = new ANumber().asks("history", minute(0));
    expect(number.at(minute(4), { stallAfter: 5 * 60_000 }).history.status).toBe("requested");
    expect(number.at(minute(5), { stallAfter: 5 * 60_000 }).history.status).toBe("stalled");
  });

  it("is over when something arrives", () => {
    const number = new ANumber().gets(chunk({ progress: 30 }), minute(10));
    expect(number.at(minute(100)).history.status).toBe("stalled");
    number.gets(chunk({ progress: 20 }), minute(101));
    expect(number.at(minute(102)).history).toMatchObject({ status: "receiving", progress: 30, likelyCauses: [] });
  });

  it("is none while assets come", () => {
    const number = new ANumber().gets(chunk({ progress: 30 }), minute(10)).gets(asset("wamid.A"), minute(35));
    expect(number.at(minute(60)).history.status).toBe("receiving");
  });

  it("of the history is not broken by edits in the address book", () => {
    const number = new ANumber().asks("history", minute(1)).gets(contacts, minute(30));
    expect(number.at(minute(31)).history.status).toBe("stalled");
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("cannot be %s long", (stallAfter) => {
    const number = new ANumber().asks("history", minute(1));
    expect(() => number.at(minute(2), { stallAfter })).toThrow(expect.objectContaining({ field: "stallAfter" }));
  });
});
