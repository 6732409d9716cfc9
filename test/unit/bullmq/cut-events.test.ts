import { describe, expect, it } from "vitest";
import { cutEvents } from "../../../src/bullmq/cut-events.ts";
import type { Stream } from "../../../src/intake/index.ts";
import { parseWebhook } from "../../../src/parse/index.ts";
import { splitWebhook } from "../../../src/split/split-webhook.ts";
import { echoChange, messageChange, metaWebhook, recordOnboarding, textMessage } from "../../../src/testing/index.ts";

const receivedAt = new Date("2026-09-01T09:00:00Z");
const stream: Stream = {
  parse: ({ body, ...origin }) => parseWebhook(body, origin),
  dispatch: async () => undefined,
  isBygone: async () => false,
  report: () => undefined,
  observe: () => undefined,
};
const bytes = (webhook: unknown) => new TextEncoder().encode(JSON.stringify(webhook));

async function cut(body: Uint8Array) {
  const found = [];
  for await (const each of cutEvents({ body, provider: "meta", receivedAt }, stream)) found.push(each);
  return found;
}

/** As every other intake sees it. */
async function idsOf(body: Uint8Array): Promise<string[]> {
  const ids: string[] = [];
  for await (const part of splitWebhook(body)) {
    ids.push(...parseWebhook(part, { provider: "meta", receivedAt }).map(({ id }) => id));
  }
  return ids;
}

const changes = [
  ...Array.from({ length: 40 }, (_, place) => messageChange({ ...textMessage("Open?"), id: `wamid.${place}` })),
  echoChange({ ...textMessage("Until six."), id: "wamid.echo" }),
];
const many = metaWebhook(changes);
const webhooks = [
  { what: "a message", webhook: many },
  ...recordOnboarding({ messages: 3_000, chunkSize: 1_500 }).map(({ step, webhook }) => ({ what: step, webhook })),
  {
    what: "several chunks in one webhook",
    webhook: {
      object: "whatsapp_business_account",
      entry: recordOnboarding({ messages: 40, chunkSize: 20 })
        .filter(({ step }) => step === "history" || step === "message")
        .flatMap(({ webhook }) => webhook.entry),
    },
  },
  {
    what: "what is not understood",
    webhook: { entry: [{ id: "1", changes: [{ field: "new", value: { a: [1, 2] } }] }] },
  },
];

describe("the events of a webhook", () => {
  it.each(webhooks)("have the ids that every intake gives them: $what", async ({ webhook }) => {
    const body = bytes(webhook);
    const ids = (await cut(body)).map(({ event }) => event.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(await idsOf(body));
  });

  it.each(webhooks)("come with a body that gives them again: $what", async ({ webhook }) => {
    for (const { event, part } of await cut(bytes(webhook))) {
      expect(stream.parse(part).find(({ id }) => id === event.id)).toEqual(event);
    }
  });

  it("are each alone in a small body, where they are one item each", async () => {
    const body = bytes(many);
    for (const { event, part } of await cut(body)) {
      expect(stream.parse(part).map(({ id }) => id)).toEqual([event.id]);
      expect(part.body.length).toBeLessThan(body.length / 20);
    }
  });

  it("come out of bytes that are no JSON as well", async () => {
    const unreadable: Stream = { ...stream, parse: () => parseWebhook({}) };
    const found = [];
    const webhook = { body: new Uint8Array([0xff]), provider: "meta", receivedAt } as const;
    for await (const { part } of cutEvents(webhook, unreadable)) found.push(part.body);
    expect(found).toEqual([webhook.body]);
  });
});
