import type { Stream, VerifiedWebhook } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { pause } from "../split/pause.ts";
import { splitWebhook } from "../split/split-webhook.ts";

/** An event, and the smallest webhook that it comes out of. */
export interface CutEvent {
  readonly event: CoexistenceEvent;
  readonly part: VerifiedWebhook;
}

/**
 * Cuts a stored webhook into its events, each with a small body of its own.
 *
 * Which events there are, and their ids, is always told by the parts that {@link splitWebhook} makes. Cut smaller, a chunk
 * of history would be another chunk: an event that comes out of no smaller body keeps the part.
 */
export async function* cutEvents(webhook: VerifiedWebhook, stream: Stream): AsyncGenerator<CutEvent> {
  for await (const body of splitWebhook(webhook.body)) {
    const part = { ...webhook, body };
    const events = stream.parse(part);
    const small = events.length > 1 && events.some(isOneItem) ? await smallBodies(part, stream) : undefined;
    for (const event of events) yield { event, part: small?.get(event.id) ?? part };
    await pause();
  }
}

/** The parts of a part, by the ids of the events that are alone in them. */
async function smallBodies(webhook: VerifiedWebhook, stream: Stream): Promise<Map<string, VerifiedWebhook>> {
  const found = new Map<string, VerifiedWebhook>();
  for await (const body of splitWebhook(webhook.body, { bytes: 1 })) {
    const part = { ...webhook, body };
    const [event, ...others] = stream.parse(part);
    if (event !== undefined && others.length === 0) found.set(event.id, part);
  }
  return found;
}

function isOneItem({ type }: CoexistenceEvent): boolean {
  return type !== "history" && type !== "contacts";
}
