import * as z from "zod";
import { counter, identifier, optional, text } from "./primitives.ts";

/**
 * The business number a webhook is about.
 *
 * Loose: keys that are not listed are kept.
 */
export const Metadata = z.looseObject({
  /** The business number, in digits. */
  display_phone_number: optional(identifier),
  /** The id of the business number. Route by this one. */
  phone_number_id: optional(identifier),
});
/** The business number a webhook is about. */
export type Metadata = z.infer<typeof Metadata>;

/** The customer beside a message or status. Every member may be missing, `profile` included. */
export const Contact = z.looseObject({
  profile: optional(
    z.looseObject({
      /** The name the customer gave themself. */
      name: optional(text),
      /** The username, only for customers who have one. */
      username: optional(text),
    }),
  ),
  /** The customer's WhatsApp id; need not equal the number in `from`. Omitted for username users. */
  wa_id: optional(identifier),
  /** The business-scoped user id (BSUID). */
  user_id: optional(identifier),
  parent_user_id: optional(identifier),
  identity_key_hash: optional(text),
});
/** The customer beside a message or status. */
export type Contact = z.infer<typeof Contact>;

/** An error as webhooks report it. */
export const WebhookError = z.looseObject({
  /** The sender's error code, for example 131060 or 2593109. */
  code: optional(counter),
  title: optional(text),
  message: optional(text),
  error_data: optional(z.looseObject({ details: optional(text) })),
  /** Where the details stood before 2025. */
  details: optional(text),
  href: optional(text),
});
/** An error as webhooks report it. */
export type WebhookError = z.infer<typeof WebhookError>;
