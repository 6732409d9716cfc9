import { describe, expect, it } from "vitest";
import { type CoexistenceEvent, parseWebhook } from "../../../src/index.ts";
import { escapeLikeMeta, historyChange, metaWebhook, mixedHistoryChunk } from "../../../src/testing/index.ts";

const bodyOf = (messages: number, seed = 1): string =>
  escapeLikeMeta(JSON.stringify(metaWebhook(historyChange(mixedHistoryChunk(messages, { seed })))));

const recordsOf = (events: readonly CoexistenceEvent[]) =>
  events.flatMap((event) => (event.type === "history" ? event.threads.flatMap(({ messages }) => messages) : []));

describe("mixedHistoryChunk", () => {
  const body = bodyOf(3_600);
  const events = parseWebhook(body);

  it("is understood as one chunk", () => {
    expect(events.map(({ type }) => type)).toEqual(["history"]);
  });

  it("holds as many messages as were asked for, each with an id of its own", () => {
    expect(new Set(recordsOf(events).map(({ message }) => message.id)).size).toBe(3_600);
  });

  it("mixes twelve types, from both sides", () => {
    expect(new Set(recordsOf(events).map(({ message }) => message.type)).size).toBe(12);
    expect(new Set(recordsOf(events).map(({ direction }) => direction)).size).toBe(2);
  });

  it("weighs a megabyte, in ASCII", () => {
    expect(body.length).toBeGreaterThan(1_000_000);
    expect(body.length).toBeLessThan(1_100_000);
    expect(body).toMatch(/^[ -~]*$/);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(bodyOf(100, 5)).toBe(bodyOf(100, 5));
    expect(bodyOf(100, 5)).not.toBe(bodyOf(100, 6));
  });

  it.each([0, 1, 7])("can have %d messages", (messages) => {
    expect(recordsOf(parseWebhook(bodyOf(messages)))).toHaveLength(messages);
  });
});
