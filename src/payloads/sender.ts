import { hmacHex } from "../runtime/hmac.ts";
import type { MetaWebhook } from "../schemas/index.ts";
import type { Change } from "./change.ts";
import { dialog360Webhook, metaWebhook } from "./envelopes.ts";
import { escapeLikeMeta } from "./escape-like-meta.ts";
import type { BusinessNumber } from "./participants.ts";
import { randomHex } from "./random-hex.ts";

/** What the sender proves itself with, named as its option. */
export type Credential = "appSecret" | "platformSecret" | "webhookHeaders";

/** What a webhook is about: at least one change. */
export type Changes = readonly [Change, ...Change[]];

/** What an envelope says beside its changes. */
export interface SenderEvent {
  readonly number: BusinessNumber;
  /** The event's id, where the sender has one: the same for every delivery. */
  readonly id: string;
  /** Unix seconds, for fields about the account. */
  readonly time?: number;
}

/** Who is played: what it writes, and how it proves that it was the one who wrote it. */
export interface Sender {
  readonly credential: Credential;
  /** Whether it sends a challenge before it sends webhooks. */
  readonly challenges: boolean;
  /** How long it waits for an answer to a webhook, in milliseconds, where it says so. */
  readonly patience?: number;
  /** Whether a webhook can have more than one change. */
  readonly joins: boolean;
  /** The body of a webhook. */
  write(changes: Changes, event: SenderEvent): string;
  /** The headers that prove it. */
  prove(body: string): Promise<Record<string, string>>;
  /** Headers of the same form that prove nothing. */
  forge(body: string): Promise<Record<string, string>>;
}

/** Meta: its own envelope, escaped, and signed with the app secret. */
export function metaSender(appSecret: string): Sender {
  const sign = async (body: string, secret: string) => ({
    "x-hub-signature-256": `sha256=${await hmacHex("SHA-256", secret, body)}`,
  });
  return {
    credential: "appSecret",
    challenges: true,
    joins: true,
    write: (changes, event) => escapeLikeMeta(JSON.stringify(inMetaEnvelope(changes, event))),
    prove: (body) => sign(body, appSecret),
    forge: (body) => sign(body, randomHex(16)),
  };
}

// https://docs.360dialog.com/docs/messaging/webhook: 200 within five seconds, or it is tried again.
const dialog360Patience = 5_000;

/** 360dialog at a partner's URL: its own envelope, signed with the platform secret. */
export function partnerUrlSender(platformSecret: string): Sender {
  const sign = async (body: string, secret: string) => ({
    "x-360dialog-signature": await hmacHex("SHA-256", secret, body),
  });
  return {
    credential: "platformSecret",
    challenges: false,
    patience: dialog360Patience,
    joins: false,
    write: ([change], { number, id }) => JSON.stringify(dialog360Webhook(change, { id, wabaId: number.wabaId })),
    prove: (body) => sign(body, platformSecret),
    forge: (body) => sign(body, randomHex(16)),
  };
}

/** 360dialog at a number's URL: Meta's envelope with the headers that were set together with the URL. */
export function numberUrlSender(headers: Readonly<Record<string, string>>): Sender {
  return {
    credential: "webhookHeaders",
    challenges: false,
    patience: dialog360Patience,
    joins: true,
    write: (changes, event) => JSON.stringify(inMetaEnvelope(changes, event)),
    prove: async () => ({ ...headers }),
    forge: async () =>
      // As long as the real ones, so that nothing but the comparison can refuse them.
      Object.fromEntries(
        Object.entries(headers).map(([name, { length }]) => [name, randomHex(length).slice(0, length)]),
      ),
  };
}

function inMetaEnvelope(changes: Changes, { number, time }: SenderEvent): MetaWebhook {
  return metaWebhook(changes, { entryId: number.wabaId, ...(time === undefined ? {} : { time }) });
}
