import type { EchoesValue, Message } from "../schemas/index.ts";
import { type Change, listOf, type OneOrMore } from "./change.ts";
import {
  aboutNumber,
  exampleCustomer,
  exampleNumber,
  identityOf,
  type Participants,
  receiverOf,
} from "./participants.ts";

/**
 * Makes a `smb_message_echoes` change: messages that staff sent from the phone.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { echoChange, metaWebhook, revokeMessage, textMessage } from "whatsapp-coexistence/testing";
 *
 * const text = textMessage("See you at nine.");
 * const events = parseWebhook(metaWebhook(echoChange([text, revokeMessage(text.id)])));
 * console.log(events.map((event) => event.type === "echo" && event.message.type)); // ["text", "revoke"]
 * ```
 */
export function echoChange(
  messages: OneOrMore<Message>,
  { number = exampleNumber, customer = exampleCustomer }: Participants = {},
): Change<"smb_message_echoes", EchoesValue> {
  const echoes = listOf(messages).map((message) => ({
    from: number.displayPhoneNumber,
    ...receiverOf(customer),
    ...message,
  }));
  // Without a profile, as production sends it.
  const contacts = [identityOf(customer)];
  return { field: "smb_message_echoes", value: { ...aboutNumber(number), contacts, message_echoes: echoes } };
}
