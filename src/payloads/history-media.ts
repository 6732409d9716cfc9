import type { Direction } from "../model/index.ts";
import type { HistoryValue, Message } from "../schemas/index.ts";
import type { Change } from "./change.ts";
import {
  aboutNumber,
  contactOf,
  exampleCustomer,
  exampleNumber,
  type Participants,
  receiverOf,
  senderOf,
} from "./participants.ts";

/** Who sent the message the asset belongs to, and to whom. */
export interface HistoryMediaOptions extends Participants {
  /** Default: `"inbound"`. */
  direction?: Direction;
}

/**
 * Makes the follow-up of a placeholder: the asset of a message in the history, under the placeholder's `id`. What the
 * customer sent stands in `messages`, what the business sent in `message_echoes`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { historyMediaChange, imageMessage, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const asset = historyMediaChange(imageMessage({ caption: "Our menu" }), { direction: "outbound" });
 * const [event] = parseWebhook(metaWebhook(asset));
 * console.log(event?.type, event?.type === "history.media" && event.direction); // "history.media" "outbound"
 * ```
 */
export function historyMediaChange(
  message: Message,
  { number = exampleNumber, customer = exampleCustomer, direction = "inbound" }: HistoryMediaOptions = {},
): Change<"history", HistoryValue> {
  const value = { ...aboutNumber(number), contacts: [contactOf(customer)] };
  if (direction === "inbound") {
    return { field: "history", value: { ...value, messages: [{ ...senderOf(customer), ...message }] } };
  }
  const echo = { from: number.displayPhoneNumber, ...receiverOf(customer), ...message };
  return { field: "history", value: { ...value, message_echoes: [echo] } };
}
