import * as z from "zod";
import { identifier, openList, optional, text, timestamp } from "../primitives.ts";
import { defineMessage } from "./base.ts";

const identity = z.looseObject({
  acknowledged: optional(z.boolean()),
  created_timestamp: optional(timestamp),
  hash: optional(text),
});

/** WhatsApp reports that a customer's number, user id or identity changed. */
export const SystemMessage = defineMessage("system", {
  system: z.looseObject({
    body: optional(text),
    type: optional(openList(["user_changed_number", "user_changed_user_id", "customer_identity_changed"])),
    /** The new number. */
    wa_id: optional(identifier),
    /** The new business-scoped user id. */
    user_id: optional(identifier),
    parent_user_id: optional(identifier),
    previous_user_id: optional(identifier),
    previous_parent_user_id: optional(identifier),
    /** Older members of the same notices. */
    new_wa_id: optional(identifier),
    customer: optional(text),
    identity: optional(z.union([text, identity])),
  }),
  identity: optional(identity),
});
/** WhatsApp reports that a customer's number, user id or identity changed. */
export type SystemMessage = z.infer<typeof SystemMessage>;

/**
 * A message the API cannot show; the WhatsApp Business app can. `errors` says why: 131051 for a kind that is not
 * supported, 131060 for the first message ever from a customer or one from an unsupported companion device.
 */
export const UnsupportedMessage = defineMessage("unsupported", {
  unsupported: optional(
    z.looseObject({
      type: optional(
        openList([
          "button",
          "edit",
          "errors",
          "gif",
          "group_invite",
          "hsm",
          "image",
          "interactive",
          "keep_in_chat",
          "link_preview",
          "list",
          "location",
          "media_placeholder",
          "order",
          "pin",
          "poll_creation",
          "poll_update",
          "product",
          "reaction",
          "unknown",
        ]),
      ),
      raw_type: optional(text),
    }),
  ),
});
/**
 * A message the API cannot show; the WhatsApp Business app can. `errors` says why: 131051 for a kind that is not
 * supported, 131060 for the first message ever from a customer or one from an unsupported companion device.
 */
export type UnsupportedMessage = z.infer<typeof UnsupportedMessage>;

/** What `unsupported` was called before 2025. */
export const LegacyUnknownMessage = defineMessage("unknown", {});
/** What `unsupported` was called before 2025. */
export type LegacyUnknownMessage = z.infer<typeof LegacyUnknownMessage>;
