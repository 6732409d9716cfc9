import { afterEach, describe, expect, it, vi } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { splitWebhook } from "../../../src/split/split-webhook.ts";
import {
  escapeLikeMeta,
  historyChange,
  historyChunk,
  historyThread,
  metaWebhook,
  mixedHistoryChunk,
  textMessage,
} from "../../../src/testing/index.ts";
import { bytesOf, partsOf, saidBy } from "./parts.ts";

const largeHistory = bytesOf(escapeLikeMeta(JSON.stringify(metaWebhook(historyChange(mixedHistoryChunk(1_500))))));

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const collected: Uint8Array[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
}

const textOf = (part: Uint8Array): string => new TextDecoder().decode(part);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a webhook that is split", () => {
  it("is handed on as it is when it is small, even what is no JSON", async () => {
    const body = bytesOf("not JSON");
    const [part, ...others] = await collect(splitWebhook(body));
    expect(part).toBe(body);
    expect(others).toEqual([]);
  });

  it("becomes parts of 64 KiB at most, which say the same", async () => {
    const parts = await collect(splitWebhook(largeHistory));
    expect(parts.length).toBeGreaterThan(largeHistory.length / 65_536);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(65_536);
    expect(saidBy(parts)).toEqual(saidBy([largeHistory]));
  });

  it("is cut in the same places each time", async () => {
    const [first, second] = await Promise.all([
      collect(splitWebhook(largeHistory)),
      collect(splitWebhook(largeHistory)),
    ]);
    expect(first.map(textOf)).toEqual(second.map(textOf));
    expect(first.map(textOf)).toEqual(partsOf(largeHistory, 65_536).map(textOf));
  });

  it("has chunks whose ids do not depend on what stands beside them", () => {
    const messages = Array.from({ length: 200 }, (_, index) => textMessage("Hello", { id: `wamid.OWN${index}` }));
    const chunk = historyChunk({ phase: 1, threads: [historyThread(messages)] });
    const before = historyChunk({ phase: 0, threads: [historyThread([textMessage("First")])] });
    const idsOf = (chunks: Parameters<typeof historyChange>[0]) =>
      partsOf(metaWebhook(historyChange(chunks)), 5_000)
        .flatMap((part) => parseWebhook(part))
        .flatMap((event) => (event.type === "history" && event.phase === 1 ? [event.id] : []));
    expect(idsOf(chunk).length).toBeGreaterThan(2);
    expect(idsOf([before, chunk])).toEqual(idsOf(chunk));
  });

  it("comes whole when it is not what it seems at its very end", async () => {
    const torn = largeHistory.slice(0, -1);
    const [part, ...others] = await collect(splitWebhook(torn));
    expect(part).toBe(torn);
    expect(others).toEqual([]);
  });

  it("can be left in the middle", async () => {
    for await (const part of splitWebhook(largeHistory)) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
  });
});

describe("while a webhook is split", () => {
  /** How often something else ran before the last part came. */
  async function countTurns(slice: number, next: (run: () => void) => void): Promise<number> {
    let turns = 0;
    let isDone = false;
    const turn = () => {
      turns++;
      if (!isDone) next(turn);
    };
    next(turn);
    await collect(splitWebhook(largeHistory, { slice }));
    isDone = true;
    return turns;
  }

  it("everything else gets its turns", async () => {
    expect(await countTurns(1e-6, setImmediate)).toBeGreaterThan(10);
  });

  it("it gets them where there are only timers", async () => {
    vi.stubGlobal("setImmediate", undefined);
    expect(await countTurns(1e-6, (run) => setTimeout(run, 0))).toBeGreaterThan(10);
  });

  it("nothing is waited for within a slice", async () => {
    expect(await countTurns(1e6, setImmediate)).toBe(0);
  });
});

describe("a size or time", () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("of %d is refused", (bad) => {
    const refusal = (option: string) =>
      expect.objectContaining({ code: "invalid_option", message: expect.stringContaining(`splitWebhook: ${option}`) });
    expect(() => splitWebhook(largeHistory, { bytes: bad })).toThrow(refusal("bytes"));
    expect(() => splitWebhook(largeHistory, { slice: bad })).toThrow(refusal("slice"));
  });
});
