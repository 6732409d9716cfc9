import { describe, expect, it } from "vitest";
import { type CoexistenceEvent, parseWebhook } from "../../../src/index.ts";
import { type OnboardingOptions, type OnboardingStep, recordOnboarding } from "../../../src/testing/index.ts";

const eventsOf = (options: OnboardingOptions): CoexistenceEvent[] =>
  recordOnboarding(options).flatMap(({ webhook }) => parseWebhook(webhook));
const stepsOf = (options: OnboardingOptions) => recordOnboarding(options).map(({ step }) => step);

describe.each([
  { seed: 1 },
  { seed: 2, customers: 1, messages: 10 },
  { seed: 3, customers: 9, messages: 1_000, chunkSize: 150 },
  { seed: 4, history: "declined" },
] as const)("recordOnboarding with %o", (options: OnboardingOptions) => {
  const events = eventsOf(options);

  it("makes webhooks of one event each, and all are understood", () => {
    expect(events).toHaveLength(recordOnboarding(options).length);
    expect(events.filter(({ type }) => type === "unknown")).toEqual([]);
  });

  it("makes no event twice", () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it("makes the same traffic again", () => {
    expect(recordOnboarding(options)).toEqual(recordOnboarding(options));
  });

  it("names each step after its event", () => {
    const types: Record<OnboardingStep, CoexistenceEvent["type"]> = {
      contacts: "contacts",
      history: "history",
      media: "history.media",
      declined: "history.declined",
      echo: "echo",
      message: "message",
      disconnect: "account",
    };
    expect(events.map(({ type }) => type)).toEqual(stepsOf(options).map((step) => types[step]));
  });
});

describe("the history of an onboarding", () => {
  const events = eventsOf({ seed: 8, messages: 400 });
  const chunks = events.filter((event) => event.type === "history");
  const records = chunks.flatMap(({ threads }) => threads.flatMap(({ messages }) => messages));

  it("has three phases", () => {
    expect([...new Set(chunks.map(({ phase }) => phase))]).toEqual([0, 1, 2]);
  });

  it("rises to 100 in its last chunk, and not before", () => {
    const progress = chunks.map((chunk) => chunk.progress ?? 0);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(progress.indexOf(100)).toBe(progress.length - 1);
  });

  it("has as many messages as were asked for", () => {
    expect(records).toHaveLength(400);
  });

  it("has chunks of the size that was asked for, at most", () => {
    const sizes = chunks.map(({ threads }) => threads.reduce((sum, { messages }) => sum + messages.length, 0));
    expect(Math.max(...sizes)).toBe(20);
  });

  it("brings assets before and after their placeholders, and none for some", () => {
    const places = new Map<string, number>();
    for (const [place, event] of events.entries()) {
      if (event.type !== "history") continue;
      for (const { message } of event.threads.flatMap(({ messages }) => messages)) {
        if (message.type === "media_placeholder") places.set(message.id, place);
      }
    }
    const assets = events.flatMap((event, place) =>
      event.type === "history.media" ? [{ place, placeholder: places.get(event.message.id) ?? Number.NaN }] : [],
    );
    expect(assets.some(({ place, placeholder }) => place < placeholder)).toBe(true);
    expect(assets.some(({ place, placeholder }) => place > placeholder)).toBe(true);
    expect(assets.every(({ placeholder }) => !Number.isNaN(placeholder))).toBe(true);
    expect(assets.length).toBeLessThan(places.size);
  });

  it("gives an asset the direction of its placeholder", () => {
    const directions = new Map(records.map(({ message, direction }) => [message.id, direction]));
    const assets = events.filter((event) => event.type === "history.media");
    expect(assets.map(({ direction }) => direction)).toEqual(assets.map(({ message }) => directions.get(message.id)));
    expect(new Set(assets.map(({ direction }) => direction)).size).toBe(2);
  });
});

describe("an onboarding", () => {
  it("begins with the address book and ends with the disconnection", () => {
    const steps = stepsOf({});
    expect([steps[0], steps.at(-1)]).toEqual(["contacts", "disconnect"]);
  });

  it("tells the reason of the disconnection", () => {
    expect(eventsOf({ disconnect: "CHANGE_NUMBER" }).at(-1)).toMatchObject({
      change: "disconnected",
      reason: "CHANGE_NUMBER",
      initiatedBy: "USER",
    });
  });

  it("can leave the number connected", () => {
    expect(stepsOf({ disconnect: false })).not.toContain("disconnect");
  });

  it("has nothing of a history that is declined", () => {
    const steps = new Set(stepsOf({ history: "declined" }));
    expect([steps.has("declined"), steps.has("history"), steps.has("media")]).toEqual([true, false, false]);
  });

  it("has an edit and a revocation of messages that were echoed", () => {
    const echoes = eventsOf({}).filter((event) => event.type === "echo");
    const ids = new Set(echoes.map(({ message }) => message.id));
    const changed = echoes.flatMap(({ message }) => {
      if (message.type === "edit") return [message.edit.original_message_id];
      return message.type === "revoke" ? [message.revoke.original_message_id] : [];
    });
    expect(changed).toHaveLength(2);
    expect(changed.every((id) => ids.has(id))).toBe(true);
  });

  it("has a customer with a username and no known number", () => {
    const messages = eventsOf({}).filter((event) => event.type === "message");
    const withUsername = messages.filter(({ customer }) => customer.username !== undefined);
    expect(withUsername.length).toBeGreaterThan(0);
    expect(withUsername.every(({ customer }) => customer.waId === undefined)).toBe(true);
  });

  it("differs with the seed", () => {
    expect(recordOnboarding({ seed: 1 })).not.toEqual(recordOnboarding({ seed: 2 }));
  });
});
