import { hmacHex } from "../runtime/hmac.ts";
import type { Change } from "../testing/change.ts";
import { dialog360Webhook, metaWebhook } from "../testing/envelopes.ts";
import { escapeLikeMeta } from "../testing/escape-like-meta.ts";
import type { BusinessNumber } from "../testing/participants.ts";
import { randomHex } from "./run.ts";

/** What the sender proves itself with, named as its option. */
export type Credential = "appSecret" | "platformSecret" | "webhookHeaders";

/** Who is played: what it writes, and how it proves that it was the one who wrote it. */
export interface Sender {
  readonly credential: Credential;
  /** Whether it sends a challenge before it sends webhooks. */
  readonly challenges: boolean;
  /** How long it waits for an answer to a webhook, in milliseconds, where it says so. */
  readonly patience?: number;
  /** The body of a webhook with this change, about this number. */
  write(change: Change, number: BusinessNumber, eventId: string): string;
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
    write: (change, { wabaId }) => escapeLikeMeta(JSON.stringify(metaWebhook(change, { entryId: wabaId }))),
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
    write: (change, { wabaId }, id) => JSON.stringify(dialog360Webhook(change, { id, wabaId })),
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
    write: (change, { wabaId }) => JSON.stringify(metaWebhook(change, { entryId: wabaId })),
    prove: async () => ({ ...headers }),
    forge: async () =>
      // As long as the real ones, so that nothing but the comparison can refuse them.
      Object.fromEntries(
        Object.entries(headers).map(([name, { length }]) => [name, randomHex(length).slice(0, length)]),
      ),
  };
}
