import type { MessageStatus, MessagesValue } from "../schemas/index.ts";
import { type Change, listOf, type OneOrMore } from "./change.ts";
import { nextWamid } from "./messages/members.ts";
import { aboutNumber, contactOf, exampleCustomer, exampleNumber, type Participants } from "./participants.ts";

/**
 * Makes the delivery status of a message that was sent through the API. One that failed carries an error.
 *
 * @example
 * ```ts
 * import { messageStatus } from "whatsapp-coexistence/testing";
 *
 * console.log(messageStatus("failed").errors?.[0]?.code); // 131026
 * ```
 */
export function messageStatus(
  status: MessageStatus["status"] = "delivered",
  members: Partial<MessageStatus> = {},
): MessageStatus {
  const failed = status === "failed" ? { errors: [{ code: 131026, title: "Message undeliverable" }] } : {};
  return { id: nextWamid(), timestamp: "1760000000", ...failed, ...members, status };
}

/**
 * Makes a `messages` change with delivery statuses.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { messageStatus, metaWebhook, statusChange } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(statusChange(messageStatus("read"))));
 * console.log(event?.type === "status" && event.status.status); // "read"
 * ```
 */
export function statusChange(
  statuses: OneOrMore<MessageStatus> = messageStatus(),
  { number = exampleNumber, customer = exampleCustomer }: Participants = {},
): Change<"messages", MessagesValue> {
  const { waId, userId, parentUserId } = customer;
  const recipient = {
    ...(waId === undefined ? {} : { recipient_id: waId }),
    ...(userId === undefined ? {} : { recipient_user_id: userId }),
    ...(parentUserId === undefined ? {} : { recipient_parent_user_id: parentUserId }),
  };
  const list = listOf(statuses).map((status) => ({ ...recipient, ...status }));
  // Contacts accompany every status but a failure.
  const contacts = list.every(({ status }) => status === "failed") ? {} : { contacts: [contactOf(customer)] };
  return { field: "messages", value: { ...aboutNumber(number), ...contacts, statuses: list } };
}
