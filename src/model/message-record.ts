import type { HistoryContext, Message } from "../schemas/index.ts";
import type { Customer } from "./customer.ts";

/** Who sent a message: the customer (`inbound`) or the business (`outbound`). */
export type Direction = "inbound" | "outbound";

/** Which webhook a message record comes from; the same words as the types of the events. */
export type MessageSource = "history" | "history.media" | "echo" | "message";

/**
 * One message, the same shape wherever it comes from: in `history` chunks, media follow-ups, echoes and live messages.
 * Write one `save(record)` and use it four times; `message.id` is the key to save it under.
 */
export interface MessageRecord {
  /**
   * The message as WhatsApp wrote it. Look any member up in Meta's documentation. Ids and timestamps are strings, empty
   * members are absent, known words are in their documented case; the untouched original is in the event's `raw`.
   */
  message: Message;
  /** Who sent it. */
  direction: Direction;
  /** Who the chat is with. */
  customer: Customer;
  /** When it was sent. Absent when the sender wrote no readable timestamp. */
  sentAt?: Date;
  /** The delivery status, in history only. Meta does not say what it means for inbound messages. */
  status?: Exclude<HistoryContext["status"], undefined>;
  /** Which webhook it comes from. */
  source: MessageSource;
}
