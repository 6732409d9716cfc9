import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { metaSender, numberUrlSender, partnerUrlSender, type Sender } from "../../../src/payloads/sender.ts";
import { largestHistory, smallestHistory, writeLargeHistory } from "../../../src/probe/large-history.ts";
import { probeNumber } from "../../../src/probe/probe-number.ts";
import { Run } from "../../../src/probe/run.ts";
import { exampleNumber } from "../../../src/testing/index.ts";

const senders: readonly (readonly [name: string, sender: Sender])[] = [
  ["Meta", metaSender("5d0c3a91e7b24f6886f1c2d4a7b9e035")],
  ["360dialog at a partner's URL", partnerUrlSender("9b1f7c2240d84e6aa3c5d7e8f90b1a2c")],
  ["360dialog at a number's URL", numberUrlSender({ "x-key": "9b1f7c2240d84e6a" })],
];

const write = (sender: Sender, size: number, number = probeNumber): string =>
  writeLargeHistory(size, number, new Run(), (change) => sender.write([change], { number, id: "probe-1" }));
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe.each(senders)("a large history of %s", (_, sender) => {
  it("has exactly the size it is to have", () => {
    fc.assert(
      fc.property(fc.integer({ min: smallestHistory, max: 100_000 }), (size) => {
        expect(bytesOf(write(sender, size))).toBe(size);
      }),
      { numRuns: 50 },
    );
    expect(bytesOf(write(sender, largestHistory))).toBe(largestHistory);
  });

  it("has it for any number", () => {
    expect(bytesOf(write(sender, 50_000, exampleNumber))).toBe(50_000);
  });

  it("is one event of history with nothing unknown, no message twice, and both directions", () => {
    const [event, ...others] = parseWebhook(write(sender, 300_000));
    expect(others).toEqual([]);
    if (event?.type !== "history") return expect.fail("It is no history.");
    expect(event.phoneNumberId).toBe(probeNumber.phoneNumberId);
    expect(event.wabaId).toBe(probeNumber.wabaId);
    expect(event.threads.every((thread) => thread.messages.length === 50)).toBe(true);
    const records = event.threads.flatMap((thread) => thread.messages);
    expect(records.length).toBeGreaterThan(1_000);
    expect(new Set(records.map(({ message }) => message.id)).size).toBe(records.length);
    expect(new Set(records.map(({ direction }) => direction))).toEqual(new Set(["inbound", "outbound"]));
    expect(records.every(({ message }) => message.id?.startsWith("wamid.PROBE"))).toBe(true);
    expect(records.every(({ message }) => message.type === "text" && message.text.body.length < 4_096)).toBe(true);
  });
});

it("Meta's is ASCII with escaped slashes, as Meta writes it", () => {
  const body = write(metaSender("5d0c3a91e7b24f6886f1c2d4a7b9e035"), 50_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
  expect(body).toMatch(/^[\x00-\x7f]*$/);
  expect(body).toContain("\\u2615");
  expect(body).toContain("1\\/1");
});
