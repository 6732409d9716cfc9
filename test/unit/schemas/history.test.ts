import { describe, expect, test } from "vitest";
import { ChunkMetadata, HistoryChunk, HistoryDeclined, HistoryValue, Thread } from "../../../src/schemas/index.ts";
import { metadata, textMessage } from "../../fixtures/envelopes.ts";

test("a chunk's counters come out as numbers, quoted or not", () => {
  const expected = { phase: 0, chunk_order: 1, progress: 35 };
  expect(ChunkMetadata.parse({ phase: "0", chunk_order: 1, progress: "35" })).toEqual(expected);
  expect(ChunkMetadata.parse(expected)).toEqual(expected);
});

describe("Thread", () => {
  test.each([
    ["an id", { id: "15550002222" }],
    ["a context", { context: { user_id: "US.1", username: "ana" } }],
    ["both", { id: "15550002222", context: { wa_id: "15550002222" } }],
    ["neither", {}],
  ])("may have %s", (_, who) => {
    const thread = { ...who, messages: [textMessage()] };
    expect(Thread.parse(thread)).toEqual(thread);
  });

  test("names a malformed message by its place", () => {
    const result = Thread.safeParse({ messages: [textMessage(), { id: "w", type: "text", text: {} }] });
    expect(result.error?.issues).toMatchObject([{ path: ["messages", 1, "text", "body"] }]);
  });
});

describe("HistoryValue", () => {
  const shapes: [shape: string, value: object][] = [
    ["chunks", { history: [{ metadata: { phase: 1 }, threads: [{ messages: [textMessage()] }] }] }],
    ["assets from customers", { messages: [{ id: "w", type: "image", image: { id: "1" } }] }],
    ["assets from the business", { contacts: [{}], message_echoes: [{ id: "w", type: "image", image: { id: "1" } }] }],
    ["a refusal", { history: [{ errors: [{ code: 2593109, title: "Off" }] }] }],
  ];

  test.each(shapes)("understands %s", (_, shape) => {
    const value = { metadata, ...shape };
    expect(HistoryValue.parse(value)).toEqual(value);
  });
});

test("a refusal names at least one error, whose code may be quoted", () => {
  expect(HistoryDeclined.parse({ errors: [{ code: "2593109" }] })).toEqual({ errors: [{ code: 2593109 }] });
  expect(HistoryDeclined.safeParse({ errors: [] }).success).toBe(false);
});

test("a chunk has threads", () => {
  expect(HistoryChunk.safeParse({ metadata: { phase: 1 } }).success).toBe(false);
});
