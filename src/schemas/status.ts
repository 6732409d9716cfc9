import * as z from "zod";
import { identifier, openList, openListInAnyCase, optional, text, timestamp } from "./primitives.ts";
import { WebhookError } from "./shared.ts";

/** The delivery status of a message that was sent through the API. */
export const MessageStatus = z.looseObject({
  /** The message's id (wamid). */
  id: identifier,
  /** Arrives in any order; `delivered` may be skipped. */
  status: openListInAnyCase(["sent", "delivered", "read", "played", "failed"]),
  /** Unix seconds. */
  timestamp: optional(timestamp),
  recipient_id: optional(identifier),
  recipient_type: optional(openList(["individual", "group"])),
  recipient_user_id: optional(identifier),
  recipient_parent_user_id: optional(identifier),
  /** The name of `recipient_parent_user_id` until 2026-05-05. */
  parent_recipient_user_id: optional(identifier),
  recipient_participant_id: optional(identifier),
  recipient_participant_user_id: optional(identifier),
  recipient_participant_parent_user_id: optional(identifier),
  recipient_identity_key_hash: optional(text),
  biz_opaque_callback_data: optional(text),
  conversation: optional(
    z.looseObject({
      id: optional(identifier),
      expiration_timestamp: optional(timestamp),
      origin: optional(z.looseObject({ type: optional(text) })),
    }),
  ),
  pricing: optional(
    z.looseObject({
      billable: optional(z.boolean()),
      pricing_model: optional(openList(["CBP", "PMP"])),
      type: optional(openList(["regular", "free_customer_service", "free_entry_point", "free_group_customer_service"])),
      category: optional(text),
    }),
  ),
  errors: optional(z.array(WebhookError)),
});
/** The delivery status of a message that was sent through the API. */
export type MessageStatus = z.infer<typeof MessageStatus>;
