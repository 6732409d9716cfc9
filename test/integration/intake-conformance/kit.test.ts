import { describe, expect, it } from "vitest";
import type { IntakeFactory } from "../../../src/index.ts";
import { type IntakeUnderTest, intakeCases } from "../../../src/testing/index.ts";
import type { Flaw } from "./flaw.ts";
import { Shelf } from "./shelf.ts";
import { ShelfIntake } from "./shelf-intake.ts";

/** An intake with a flaw, or none, on shelves that are there as long as this test. */
function shelves(flaw?: Flaw): { make: IntakeUnderTest; crash(store: string): void } {
  const all = new Map<string, Shelf>();
  const open = (store: string): Shelf => {
    const shelf = all.get(store) ?? new Shelf();
    all.set(store, shelf);
    return shelf;
  };
  return {
    make:
      (store): IntakeFactory =>
      (stream) =>
        new ShelfIntake(open(store), stream, flaw),
    crash: (store) => {
      for (const intake of [...open(store).open]) intake.die();
    },
  };
}

const patience = 2_500;

/** Each flaw, and the cases that are there to find it. */
const flaws: Readonly<Record<Flaw, readonly string[]>> = {
  "stores after it has answered": ["delivers after a restart what was accepted a moment before it"],
  "stores nothing": [
    "delivers after a restart what was accepted while its listeners failed",
    "delivers after a restart what was accepted while its listeners hung",
  ],
  "stores at its end": ["delivers after a crash what the process had accepted"],
  "takes the newest first": ["keeps the order of a chat across a restart"],
  "forgets at its end what is done": ["remembers after a restart what is done"],
  "remembers nothing as done": [
    "delivers a webhook once that comes five times, one after the other",
    "delivers a webhook once that comes 64 times at the same time",
    "delivers a webhook once that comes again after its listeners failed",
  ],
  "remembers webhooks instead of events": ["delivers a message once that comes in two different webhooks"],
  "knows events by their digest alone": ["takes a message and an echo of the same id for two events"],
  "takes no notice of the others": ["delivers once what two processes on the same store accept at the same time"],
  "goes side by side in a chat": [
    "keeps the order of the messages of a chat",
    "keeps the order of the messages within a webhook",
  ],
  "goes one after the other everywhere": ["lets a chat that hangs hold up nobody else's"],
  "does nothing else until a failed event is done": [
    "lets a chat that fails hold up nobody else's",
    "delivers the other events of a webhook where one fails each time",
  ],
  "lets a failed event be overtaken": ["lets a chat wait for its message that failed"],
  "never tries again": [
    "calls listeners again that threw at once",
    "calls listeners again that rejected after a while",
    "delivers everything in the end where every other call fails",
  ],
  "knows what is done from an onboarding that is over": [
    "delivers anew, and once, what was done before the business left and signed up again",
  ],
  "has no time limit for listeners": ["delivers in the end what hung once, while another process stands beside"],
  "counts attempts from 0": ["counts the attempts, where it tells them"],
  "calls all listeners of a webhook again": ["delivers an event once where its neighbour in the webhook fails"],
  "stores texts instead of bytes": ["keeps bytes that are no webhook as they are"],
  "stores Latin-1": ["keeps every character of a text"],
  "stores the whole buffer": ["delivers what it accepted, with its sender and the time at which it arrived"],
  "leaves out empty bodies": ["keeps a body without any bytes"],
  "refuses more than 1 MB": ["takes 3 MB of history, and delivers all of it in its order"],
  "loses one of many": ["takes 64 webhooks at the same time"],
  "keeps whole seconds": ["delivers what it accepted, with its sender and the time at which it arrived"],
  "takes everybody for Meta": ["delivers what it accepted, with its sender and the time at which it arrived"],
  "accepts after its end": ["accepts nothing any more once it is closed"],
  "ends without waiting": ["waits for the listeners at work"],
  "waits for ever at its end": ["ends although a listener hangs"],
  "goes on after its end": ["begins nothing more once it has ended"],
  "ends once": ["can be asked for twice"],
  "gives up without a word": ["keeps an event that was given up, with all that is known of it"],
  "stops a chat at a dead letter": ["goes on with the chat of an event that was given up"],
  "lists the newest first": ["lists the oldest first, and no more than it is asked for"],
  "loses the reason": ["keeps an event that was given up, with all that is known of it"],
  "keeps what was replayed": ["delivers a dead letter again, once"],
  "drops for a moment": ["forgets a dead letter for good that is dropped"],
  "delivers what was given up when it comes again": ["leaves an event given up when its sender repeats it"],
  "keeps dead letters to itself": ["keeps dead letters over a restart, and delivers them after it"],
  "loses changes": ["loses none of 50 changes that are made at the same time"],
  "takes a change that throws for done": ["leaves a state as it was where a change gives nothing or throws"],
  "keeps one state for all numbers": ["reads what was written, by number"],
  "keeps a state that was removed": ["forgets a state that is removed, and no other"],
  "keeps states to itself": [
    "loses no change that two processes make at the same time",
    "keeps the states over a restart",
  ],
};
const found = Object.entries(flaws).flatMap(([flaw, names]) => names.map((name) => [flaw as Flaw, name] as const));

describe("an intake without a flaw", () => {
  const { make, crash } = shelves();
  for (const { part, name, run } of intakeCases(make, { patience: 10_000, crash })) it(`${part}: ${name}`, run);
});

describe("the kit", () => {
  it.concurrent.each(found)("finds an intake that %s: the case that %s", async (flaw, name) => {
    const { make, crash } = shelves(flaw);
    const [promise] = intakeCases(make, { patience, crash }).filter((other) => other.name === name);
    await expect(promise?.run()).rejects.toMatchObject({ name: "CoexistenceError", code: "intake_failed" });
  });

  it("has no case that finds nothing", () => {
    const names = intakeCases(shelves().make).map(({ name }) => name);
    expect(new Set(found.map(([, name]) => name))).toEqual(new Set(names));
    expect(names).toHaveLength(new Set(names).size);
  });
});
