import { describe, expect, it } from "vitest";
import { exampleNumber } from "../../../src/payloads/participants.ts";
import { metaSender, partnerUrlSender, type Sender } from "../../../src/payloads/sender.ts";
import { createClock } from "../../../src/traffic/clock.ts";
import type { Happening } from "../../../src/traffic/scenario/happening.ts";
import { playSteps } from "../../../src/traffic/scenario/play-steps.ts";
import { setStage } from "../../../src/traffic/scenario/stage.ts";
import { Consigner } from "../../../src/traffic/sending/consign.ts";

const secret = "0123456789abcdef0123456789abcdef";
const stage = () => setStage(exampleNumber, { seed: 3 }, new Date("2026-09-01T09:00:00Z"));
const play = (...steps: Parameters<typeof playSteps>[1] extends Iterable<infer Step> ? Step[] : never): Happening[] =>
  [...playSteps(stage(), steps)].filter((happening) => happening.about !== "wait");
const consignerOf = (sender: Sender, speed = 1) =>
  new Consigner({
    name: "a-test",
    number: exampleNumber,
    clock: createClock(speed),
    joins: () => sender.joins,
    route: () => ({ url: "http://127.0.0.1/webhook", sender }),
  });
const sending = (happenings: readonly Happening[], isRepeated = false) => ({ happenings, isRepeated, isCut: false });

describe("a consigner", () => {
  it("puts several events into one webhook where the sender does", async () => {
    const happenings = play({ do: "message", count: 3 });
    const [webhook, ...others] = consignerOf(metaSender(secret)).consign(sending(happenings));
    expect(others).toEqual([]);
    expect(webhook).toMatchObject({ changes: 3, messages: 3, about: "message" });
    const letter = await webhook?.write();
    expect(JSON.parse(letter?.body ?? "").entry[0].changes).toHaveLength(3);
  });

  it("makes a webhook of each where the sender does not, with an id of its own", async () => {
    const happenings = play({ do: "message", count: 3 });
    const webhooks = [...consignerOf(partnerUrlSender(secret)).consign(sending(happenings))];
    const ids = await Promise.all(webhooks.map(async ({ write }) => JSON.parse((await write())?.body ?? "").id));
    expect(webhooks.map(({ messages }) => messages)).toEqual([1, 1, 1]);
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ["Meta", metaSender(secret)],
    ["360dialog", partnerUrlSender(secret)],
  ])("writes the second time what it wrote the first time, to the last byte, as %s", async (_, sender) => {
    // So fast that no two moments are in the same second.
    const consigner = consignerOf(sender, 1_000_000);
    const happenings = play({ do: "offboard" });
    const write = async (isRepeated: boolean) => {
      const [webhook] = consigner.consign(sending(happenings, isRepeated));
      return (await webhook?.write())?.body;
    };
    const first = await write(false);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await write(true)).toBe(first);
    expect(first).toContain("ACCOUNT_OFFBOARDED");
  });
});
