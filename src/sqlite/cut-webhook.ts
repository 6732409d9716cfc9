import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { splitWebhook } from "../split/split-webhook.ts";
import { unpack } from "./packed-body.ts";
import type { KeptWebhook, StoredWebhook } from "./webhooks.ts";

/** A part of a webhook, and the events in it. */
export interface Part {
  readonly part: StoredWebhook;
  readonly events: readonly CoexistenceEvent[];
}

/** Cuts a stored webhook into bounded parts, without holding the event loop for long. */
export async function* cutWebhook(kept: KeptWebhook, stream: Stream): AsyncGenerator<Part> {
  const webhook = kept.isPacked ? { ...kept, body: await unpack(kept.body) } : kept;
  for await (const body of splitWebhook(webhook.body)) {
    const part = { ...webhook, body };
    yield { part, events: stream.parse(part) };
  }
}
