import type { Direction } from "../model/index.ts";
import { isSamePhoneNumber } from "../phone-number/variants.ts";
import type { Message } from "../schemas/index.ts";

/** The two numbers of a chat, as far as they are known. */
export interface ChatNumbers {
  /** The customer's numbers: a thread can carry two that are written differently. */
  customer: readonly string[];
  /** The business number. */
  business: string | undefined;
}

/**
 * Tells who sent a message of the history. The first rule that decides, wins:
 *
 * 1. `history_context.from_me` says so. Not documented; seen in a captured sample.
 * 2. `from` is the customer's number: inbound.
 * 3. `from` is the business number: outbound.
 * 4. `from` is absent: inbound, because messages of the business are documented to carry its number.
 * 5. `from` is neither: inbound, unless `to` is the customer's number.
 *
 * Never `to` alone: the documentation says it is there for echoes only, prints messages of the business without it, and
 * a public test holds the business number in it on a message from the customer.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 * @internal
 */
export function historyDirection(message: Message, { customer, business }: ChatNumbers): Direction {
  const fromMe = message.history_context?.from_me;
  if (fromMe !== undefined) return fromMe ? "outbound" : "inbound";
  const { from } = message;
  if (from === undefined) return "inbound";
  // Nearly every message is decided by these two; the rest looks at how numbers can be written.
  if (customer.includes(from)) return "inbound";
  if (from === business) return "outbound";
  if (customer.some((number) => isSamePhoneNumber(number, from))) return "inbound";
  if (isSamePhoneNumber(business, from)) return "outbound";
  const { to } = message;
  return customer.some((number) => number === to || isSamePhoneNumber(number, to)) ? "outbound" : "inbound";
}
