import type { Customer } from "../model/index.ts";
import type { HistoryChunk, HistoryContext, HistoryValue, Message, Thread } from "../schemas/index.ts";
import { type Change, listOf, type OneOrMore } from "./change.ts";
import { textMessage } from "./messages/text.ts";
import {
  aboutNumber,
  type BusinessNumber,
  exampleCustomer,
  exampleNumber,
  identityOf,
  type Participants,
  senderOf,
} from "./participants.ts";

/** What a message of the history says beyond the message itself. */
export interface SentOptions {
  /** Default: `exampleNumber`. */
  number?: BusinessNumber;
  /** The delivery status. Default: `"DELIVERED"`. */
  status?: Exclude<HistoryContext["status"], undefined>;
}

/**
 * Makes a message of the history one that the business sent. Without it, a message in a chat is from the customer.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { historyChange, historyChunk, historyThread, metaWebhook, sent, textMessage } from "whatsapp-coexistence/testing";
 *
 * const thread = historyThread([textMessage("Open?"), sent(textMessage("Until six."))]);
 * const [event] = parseWebhook(metaWebhook(historyChange(historyChunk({ threads: [thread] }))));
 * const messages = event?.type === "history" ? event.threads[0]?.messages : [];
 * console.log(messages?.map((record) => record.direction)); // ["inbound", "outbound"]
 * ```
 */
export function sent(message: Message, { number = exampleNumber, status = "DELIVERED" }: SentOptions = {}): Message {
  // No `to`: Meta's examples print messages of the business without it.
  return { ...message, from: number.displayPhoneNumber, history_context: { status } };
}

/**
 * Makes one chat of a chunk. Messages that do not say who they are from are the customer's.
 *
 * @example
 * ```ts
 * import { historyThread, textMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(historyThread([textMessage()], { waId: "15550003333" }).id); // "15550003333"
 * ```
 */
export function historyThread(messages: readonly Message[], customer: Customer = exampleCustomer): Thread {
  const { waId, username } = customer;
  const context = { ...identityOf(customer), ...(username === undefined ? {} : { username }) };
  return {
    ...(waId === undefined ? {} : { id: waId }),
    context,
    messages: messages.map((message) =>
      message.from === undefined ? { history_context: { status: "READ" }, ...senderOf(customer), ...message } : message,
    ),
  };
}

/** What a chunk says of itself, and its chats. */
export interface HistoryChunkOptions {
  /** 0 is the day of onboarding, 1 up to day 90, 2 up to day 180. Default: 0. */
  phase?: number;
  /** Orders the chunks of one phase. Default: 1. */
  chunkOrder?: number;
  /** Overall percentage. Default: 100. */
  progress?: number;
  /** Default: one chat with one text. */
  threads?: Thread[];
}

/**
 * Makes a chunk of chat history.
 *
 * @example
 * ```ts
 * import { historyChunk } from "whatsapp-coexistence/testing";
 *
 * console.log(historyChunk({ phase: 1, chunkOrder: 3, progress: 41 }).metadata?.progress); // 41
 * ```
 */
export function historyChunk(options: HistoryChunkOptions = {}): HistoryChunk {
  const { phase = 0, chunkOrder = 1, progress = 100, threads = [historyThread([textMessage()])] } = options;
  return { metadata: { phase, chunk_order: chunkOrder, progress }, threads };
}

/**
 * Makes a `history` change of one or more chunks.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { historyChange, historyChunk, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const webhook = metaWebhook(historyChange([historyChunk({ progress: 50 }), historyChunk({ chunkOrder: 2 })]));
 * console.log(parseWebhook(webhook).length); // 2
 * ```
 */
export function historyChange(
  chunks: OneOrMore<HistoryChunk> = historyChunk(),
  { number = exampleNumber }: Pick<Participants, "number"> = {},
): Change<"history", HistoryValue> {
  return { field: "history", value: { ...aboutNumber(number), history: listOf(chunks) } };
}
