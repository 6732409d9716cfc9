import { describe, expect, it } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { exampleNumber } from "../../../src/payloads/participants.ts";
import { metaSender } from "../../../src/payloads/sender.ts";
import type { Happening, Pause } from "../../../src/traffic/scenario/happening.ts";
import { playContacts } from "../../../src/traffic/scenario/play-contacts.ts";
import { playHistory } from "../../../src/traffic/scenario/play-history.ts";
import { playSteps } from "../../../src/traffic/scenario/play-steps.ts";
import type { Scenario, ScenarioStep } from "../../../src/traffic/scenario/scenario.ts";
import { setStage } from "../../../src/traffic/scenario/stage.ts";

const onboardedAt = new Date("2026-09-01T09:00:00Z");
const stageOf = (scenario: Scenario, number = exampleNumber) =>
  setStage(number, { seed: 3, onboardedAt, ...scenario }, onboardedAt);
const sender = metaSender("0123456789abcdef0123456789abcdef");

/** What the library understands of it. */
function eventsOf(happenings: Iterable<Happening | Pause>) {
  return [...happenings].flatMap((happening) => {
    if (happening.about === "wait") return [];
    const [first, ...others] = happening.changes;
    if (first === undefined) return [];
    return parseWebhook(sender.write([first, ...others], { number: exampleNumber, id: "event", time: 1_788_000_000 }));
  });
}
const typesOf = (steps: readonly ScenarioStep[]) => eventsOf(playSteps(stageOf({}), steps)).map(({ type }) => type);

describe("a scenario that is played", () => {
  it.each<[ScenarioStep, string[]]>([
    [{ do: "message", count: 2 }, ["message", "message"]],
    [{ do: "echo" }, ["echo"]],
    // Where nothing was said before, it is said first.
    [{ do: "reaction" }, ["echo", "message"]],
    [{ do: "edit" }, ["echo", "echo"]],
    [{ do: "edit", by: "customer" }, ["message", "message"]],
    [{ do: "revoke" }, ["echo", "echo"]],
    [{ do: "revoke", by: "customer" }, ["message", "message"]],
    [{ do: "status", count: 2 }, ["status", "status", "status", "status", "status", "status"]],
    [{ do: "contacts" }, ["contacts"]],
    [{ do: "wait", seconds: 5 }, []],
    [{ do: "offboard" }, ["account"]],
    [{ do: "reconnect" }, ["account"]],
    [{ do: "disconnect", reason: "CHANGE_NUMBER" }, ["account"]],
  ])("does %j", (step, types) => {
    const found = typesOf([step]);
    // Pictures cannot be corrected: there may be more said before.
    expect(found.slice(-types.length || found.length)).toEqual(types);
    expect(new Set(found)).toEqual(new Set(types));
  });

  it("corrects, takes back and reacts to what was said last", () => {
    const said = [...playSteps(stageOf({}), [{ do: "edit" }])];
    const values = said.map((happening) => JSON.stringify("changes" in happening ? happening.changes : []));
    const id = /"id":"(wamid[^"]+)"/.exec(values.at(-2) ?? "")?.[1] ?? expect.fail("Nothing was said.");
    expect(values.at(-1)).toContain(id);
  });

  it("does not correct what was taken back", () => {
    const happenings = [...playSteps(stageOf({}), [{ do: "revoke" }, { do: "edit" }])];
    // Said, taken back, said again, corrected; pictures aside.
    expect(happenings.length).toBeGreaterThanOrEqual(4);
  });

  it.each([10_000, 200_000, 3_145_728])("gathers as much as fits into %i bytes", (bytes) => {
    const [burst] = [...playSteps(stageOf({}), [{ do: "burst", bytes }])];
    if (burst === undefined || burst.about === "wait") return expect.fail("There was no burst.");
    const [first, ...others] = burst.changes;
    const body = first && sender.write([first, ...others], { number: exampleNumber, id: "event" });
    expect(Buffer.byteLength(body ?? "")).toBeLessThanOrEqual(bytes);
    expect(Buffer.byteLength(body ?? "")).toBeGreaterThan(bytes * 0.7);
    expect(burst.changes.length).toBeLessThanOrEqual(1_000);
  });

  it("has as many messages of history as it says, from 1 % to 100 %", () => {
    const happenings = [...playHistory(stageOf({ history: 1_003, chunkSize: 50 }))];
    const chunks = happenings.filter(({ about }) => about === "history");
    expect(happenings.reduce((sum, { messages }) => sum + messages, 0)).toBe(1_003);
    expect(chunks.at(-1)?.progress).toBe(100);
    expect(eventsOf(happenings).filter(({ type }) => type === "unknown")).toEqual([]);
  });

  it.each([
    ["declined", ["history.declined"]],
    ["nothing", []],
    [0, []],
  ] as const)("has the history %s", (history, types) => {
    expect(eventsOf(playHistory(stageOf({ history }))).map(({ type }) => type)).toEqual(types);
  });

  it("sends a large address book in several webhooks, nobody twice", () => {
    const events = eventsOf(playContacts(stageOf({ customers: 600 })));
    expect(events).toHaveLength(3);
    const people = events.flatMap((event) =>
      event.type === "contacts" ? event.contacts.map(({ customer }) => customer.userId) : [],
    );
    expect(new Set(people).size).toBe(600);
  });

  it("is the same with the same seed, and another on another number", () => {
    const play = (scenario: Scenario, number = exampleNumber) =>
      JSON.stringify([...playHistory(stageOf(scenario, number))]);
    expect(play({ history: 50 })).toBe(play({ history: 50 }));
    expect(play({ history: 50 })).not.toBe(play({ history: 50, seed: 4 }));
    const messages = (text: string) => text.match(/wamid\.[\w=+/]+/g);
    const another = { ...exampleNumber, phoneNumberId: "200000000000003" };
    expect(messages(play({ history: 50 }))).not.toEqual(messages(play({ history: 50 }, another)));
  });
});
