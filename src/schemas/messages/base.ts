import * as z from "zod";
import { identifier, openListInAnyCase, optional, text, timestamp } from "../primitives.ts";
import { WebhookError } from "../shared.ts";

/** What a message answers or forwards. */
export const MessageContext = z.looseObject({
  from: optional(identifier),
  from_user_id: optional(identifier),
  from_parent_user_id: optional(identifier),
  /** The message that is answered. In edits the examples print the literal `M0`, which is no message id. */
  id: optional(identifier),
  forwarded: optional(z.boolean()),
  frequently_forwarded: optional(z.boolean()),
  referred_product: optional(
    z.looseObject({ catalog_id: optional(identifier), product_retailer_id: optional(identifier) }),
  ),
});
/** What a message answers or forwards. */
export type MessageContext = z.infer<typeof MessageContext>;

/** The ad or post a customer came from (click to WhatsApp). */
export const Referral = z.looseObject({
  source_url: optional(text),
  source_id: optional(identifier),
  source_type: optional(text),
  body: optional(text),
  headline: optional(text),
  media_type: optional(text),
  image_url: optional(text),
  video_url: optional(text),
  thumbnail_url: optional(text),
  ctwa_clid: optional(text),
  welcome_message: optional(z.looseObject({ text: optional(text) })),
});
/** The ad or post a customer came from (click to WhatsApp). */
export type Referral = z.infer<typeof Referral>;

/** What a `history` webhook says of a message beyond the message itself. */
export const HistoryContext = z.looseObject({
  /** The delivery status when the history was made. Not explained by Meta for messages from the customer. */
  status: optional(openListInAnyCase(["DELIVERED", "ERROR", "PENDING", "PLAYED", "READ", "SENT"])),
  /** Whether the business sent it. Not documented; seen in a captured sample. */
  from_me: optional(z.boolean()),
});
/** What a `history` webhook says of a message beyond the message itself. */
export type HistoryContext = z.infer<typeof HistoryContext>;

/**
 * The members every message can have. Only `id` and `type` are required: phone numbers are omitted for customers with
 * a username, and older senders lack the rest.
 *
 * @internal
 */
export const messageBase = {
  /** The message's own id (wamid). */
  id: identifier,
  /** Unix seconds. */
  timestamp: optional(timestamp),
  /** The sender's number. Omitted for customers with a username. */
  from: optional(identifier),
  /** The sender's business-scoped user id. */
  from_user_id: optional(identifier),
  from_parent_user_id: optional(identifier),
  /** The receiver's number. Says nothing about the direction. */
  to: optional(identifier),
  to_user_id: optional(identifier),
  to_parent_user_id: optional(identifier),
  /** The group, for numbers that use the Groups API. */
  group_id: optional(identifier),
  context: optional(MessageContext),
  errors: optional(z.array(WebhookError)),
  referral: optional(Referral),
  history_context: optional(HistoryContext),
  /** How an app created the message. Seen on the field `message_echoes`. */
  message_creation_type: optional(text),
};

/**
 * The schema of one message type.
 *
 * @internal
 */
export function defineMessage<const Type extends string, Content extends z.core.$ZodLooseShape>(
  type: Type,
  content: Content,
) {
  return z.looseObject({ ...messageBase, type: z.literal(type), ...content });
}
