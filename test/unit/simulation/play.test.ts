import { describe, expect, it } from "vitest";
import { exampleNumber } from "../../../src/payloads/participants.ts";
import { metaSender, numberUrlSender, partnerUrlSender, type Sender } from "../../../src/payloads/sender.ts";
import { inventNumbers } from "../../../src/simulation/invent-numbers.ts";
import { playLarge, playNumber } from "../../../src/simulation/play.ts";
import { setStage } from "../../../src/traffic/scenario/stage.ts";

const senders: [string, Sender, string[]][] = [
  ["Meta", metaSender("secret"), ["contacts", "history", "media", "message", "echo", "status", "account"]],
  ["360dialog's partner URL", partnerUrlSender("secret"), ["contacts", "history", "media"]],
  [
    "360dialog's URL of a number",
    numberUrlSender({ authorization: "secret" }),
    ["contacts", "message", "echo", "status"],
  ],
];

describe.each(senders)("what is played as %s", (_, sender, expected) => {
  it("is what such an address gets", () => {
    const scenario = {
      history: 400,
      afterwards: [{ do: "message" }, { do: "echo" }, { do: "status" }, { do: "offboard" }],
    } as const;
    const played = [...playNumber(setStage(exampleNumber, scenario, new Date()), sender)];
    expect(new Set(played.map(({ about }) => about))).toEqual(new Set(expected));
  });

  it("has webhooks of nearly 3 MB, and none above", () => {
    const large = [...playLarge({ seed: 1 }, sender)];
    expect(large.length).toBeGreaterThan(0);
    for (const { changes, messages } of large) {
      const [first, ...others] = changes;
      const body = first && sender.write([first, ...others], { number: exampleNumber, id: "event-000000000000002-1" });
      expect(Buffer.byteLength(body ?? "")).toBeGreaterThan(2_500_000);
      expect(Buffer.byteLength(body ?? "")).toBeLessThanOrEqual(3_145_728);
      expect(messages).toBeGreaterThan(500);
    }
  });
});

it("plays numbers that nobody has, each with an account of its own", () => {
  const numbers = inventNumbers(100);
  for (const member of ["wabaId", "phoneNumberId", "displayPhoneNumber"] as const) {
    expect(new Set(numbers.map((number) => number[member])).size).toBe(100);
  }
  for (const { wabaId, phoneNumberId, displayPhoneNumber } of numbers) {
    expect(wabaId).toMatch(/^0{9}\d{6}$/);
    expect(phoneNumberId).toMatch(/^0{9}\d{6}$/);
    expect(displayPhoneNumber).toMatch(/^447700900\d{3}$/);
  }
});
