import type { Message, MessagesValue } from "../schemas/index.ts";
import { type Change, listOf, type OneOrMore } from "./change.ts";
import { aboutNumber, contactOf, exampleCustomer, exampleNumber, type Participants, senderOf } from "./participants.ts";

/**
 * Makes a `messages` change: live messages from a customer.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { messageChange, metaWebhook, textMessage } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(messageChange(textMessage("Is the shop open?"))));
 * console.log(event?.type === "message" && event.customer.profileName); // "Ada Example"
 * ```
 */
export function messageChange(
  messages: OneOrMore<Message>,
  { number = exampleNumber, customer = exampleCustomer }: Participants = {},
): Change<"messages", MessagesValue> {
  const received = listOf(messages).map((message) => ({ ...senderOf(customer), ...message }));
  // System messages come without the list of contacts.
  const contacts = received.some(({ type }) => type !== "system") ? { contacts: [contactOf(customer)] } : {};
  return { field: "messages", value: { ...aboutNumber(number), ...contacts, messages: received } };
}
