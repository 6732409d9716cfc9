import type { VerifiedWebhook } from "../intake/index.ts";
import type { EventType, Provider } from "../model/index.ts";

/** A webhook, or a part of one, as a job carries it. */
export interface PackedWebhook {
  /** In base64: a database for texts does not take all bytes. */
  readonly body: string;
  readonly provider: Provider;
  readonly receivedAt: number;
}

/** What a job in the queue of webhooks carries: what arrived together. */
export interface WebhooksJob {
  readonly webhooks: readonly PackedWebhook[];
}

/** What a job in the queue of events carries. Its id is that of the event. */
export interface EventJob extends PackedWebhook {
  readonly type: EventType;
  /** The event before it in its lane. */
  readonly after?: string;
  /** How often its process had ended before it was last delivered anew. */
  readonly forgivenStalls?: number;
}

/** What is left of it when its listeners are done: enough to know it again. */
export interface DoneJob {
  readonly type: EventType;
  readonly isDone: true;
}

export function packWebhook({ body, provider, receivedAt }: VerifiedWebhook): PackedWebhook {
  const { buffer, byteOffset, byteLength } = body;
  return {
    body: Buffer.from(buffer, byteOffset, byteLength).toString("base64"),
    provider,
    receivedAt: receivedAt.getTime(),
  };
}

export function unpackWebhook({ body, provider, receivedAt }: PackedWebhook): VerifiedWebhook {
  return { body: Buffer.from(body, "base64"), provider, receivedAt: new Date(receivedAt) };
}

/** What the id of a job in the queue of webhooks begins with. Ids of events begin with their type. */
export const webhookIdPrefix = "webhook-";
