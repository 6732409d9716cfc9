import * as z from "zod";
import { identifier, openList, optional, text, timestamp } from "./primitives.ts";

/** One change: a field and its value. Old examples of Meta lack the field, or print it on the entry. */
export const WebhookChange = z.looseObject({ field: optional(text), value: z.unknown() });
/** One change: a field and its value. */
export type WebhookChange = z.infer<typeof WebhookChange>;

/** Everything one webhook says of one account. */
export const WebhookEntry = z.looseObject({
  /** The WhatsApp Business Account; for `PARTNER_*` events a partner's business id. */
  id: optional(identifier),
  /** Unix seconds, on account-level fields only. */
  time: optional(timestamp),
  changes: z.array(WebhookChange),
});
/** Everything one webhook says of one account. */
export type WebhookEntry = z.infer<typeof WebhookEntry>;

/** Meta's envelope, without a look at the values. */
export const MetaWebhook = z.looseObject({
  object: optional(openList(["whatsapp_business_account"])),
  entry: z.array(WebhookEntry),
});
/** Meta's envelope, without a look at the values. */
export type MetaWebhook = z.infer<typeof MetaWebhook>;
