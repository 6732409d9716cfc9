import * as z from "zod";
import { Message } from "./messages/message.ts";
import { counter, identifier, optional, text } from "./primitives.ts";
import { Contact, Metadata, WebhookError } from "./shared.ts";

/** Where a chunk stands in the synchronization. */
export const ChunkMetadata = z.looseObject({
  /** The age range: 0 is the first day, 1 is up to day 90, 2 is up to day 180. Nothing else. */
  phase: optional(counter),
  /** Orders the chunks of one phase. They arrive in any order. */
  chunk_order: optional(counter),
  /** Overall percentage. Only 100 says that the synchronization is complete. */
  progress: optional(counter),
});
/** Where a chunk stands in the synchronization. */
export type ChunkMetadata = z.infer<typeof ChunkMetadata>;

/** Who a thread is with, since business-scoped user ids exist. */
export const ThreadContext = z.looseObject({
  wa_id: optional(identifier),
  user_id: optional(identifier),
  parent_user_id: optional(identifier),
  username: optional(text),
});
/** Who a thread is with, since business-scoped user ids exist. */
export type ThreadContext = z.infer<typeof ThreadContext>;

/** One chat of a chunk. */
export const Thread = z.looseObject({
  /** The customer's number. Omitted for customers with a username and no known number. */
  id: optional(identifier),
  context: optional(ThreadContext),
  messages: z.array(Message),
});
/** One chat of a chunk. */
export type Thread = z.infer<typeof Thread>;

/** A chunk of chat history. */
export const HistoryChunk = z.looseObject({
  metadata: optional(ChunkMetadata),
  threads: z.array(Thread),
});
/** A chunk of chat history. */
export type HistoryChunk = z.infer<typeof HistoryChunk>;

/** The business keeps its history to itself: one of the errors has code 2593109. */
export const HistoryDeclined = z.looseObject({
  metadata: optional(ChunkMetadata),
  errors: z.array(WebhookError).min(1),
});
/** The business keeps its history to itself: one of the errors has code 2593109. */
export type HistoryDeclined = z.infer<typeof HistoryDeclined>;

/**
 * The value of a `history` change, in its three shapes: chunks (`history[].threads`), the asset of an earlier
 * placeholder (`messages` or `message_echoes`), and a refusal (`history[].errors`).
 */
export const HistoryValue = z.looseObject({
  messaging_product: optional(text),
  metadata: optional(Metadata),
  contacts: optional(z.array(Contact)),
  history: optional(z.array(z.union([HistoryChunk, HistoryDeclined]))),
  messages: optional(z.array(Message)),
  message_echoes: optional(z.array(Message)),
});
/** The value of a `history` change, in its three shapes. */
export type HistoryValue = z.infer<typeof HistoryValue>;
