import * as z from "zod";
import { Message } from "./messages/message.ts";
import { identifier, openList, optional, text, timestamp } from "./primitives.ts";
import { Contact, Metadata, WebhookError } from "./shared.ts";
import { MessageStatus } from "./status.ts";

/** Something a customer did with a message, such as opening its link. */
export const UserAction = z.looseObject({
  action_type: openList(["marketing_messages_link_click"]),
  timestamp: optional(timestamp),
  marketing_messages_link_click_data: optional(
    z.looseObject({
      click_component: optional(text),
      product_id: optional(identifier),
      click_id: optional(identifier),
      tracking_token: optional(text),
      client_user_agent: optional(text),
    }),
  ),
});
/** Something a customer did with a message, such as opening its link. */
export type UserAction = z.infer<typeof UserAction>;

/** The value of a `messages` change. Each list may be there or not, and none excludes another. */
export const MessagesValue = z.looseObject({
  messaging_product: optional(text),
  metadata: optional(Metadata),
  contacts: optional(z.array(Contact)),
  messages: optional(z.array(Message)),
  statuses: optional(z.array(MessageStatus)),
  errors: optional(z.array(WebhookError)),
  user_actions: optional(z.array(UserAction)),
});
/** The value of a `messages` change. Each list may be there or not, and none excludes another. */
export type MessagesValue = z.infer<typeof MessagesValue>;
