import type { HistoryChunk, Message } from "../schemas/index.ts";
import { sayAnything } from "./chat-talk.ts";
import { historyChunk, historyThread, sent } from "./history.ts";
import { editMessage, revokeMessage } from "./messages/changes.ts";
import { contactCardsMessage } from "./messages/contact-cards.ts";
import { locationMessage } from "./messages/location.ts";
import { mediaPlaceholder } from "./messages/media.ts";
import type { MessageMembers } from "./messages/members.ts";
import { systemMessage, unsupportedMessage } from "./messages/notices.ts";
import { orderMessage } from "./messages/order.ts";
import { reactionMessage } from "./messages/reaction.ts";
import { buttonMessage, interactiveMessage } from "./messages/replies.ts";
import { textMessage } from "./messages/text.ts";
import type { BusinessNumber } from "./participants.ts";
import { Random } from "./random.ts";

/** Makes a message with these members. */
type MakeMessage = (random: Random, members: MessageMembers) => Message;

const text: MakeMessage = (random, members) => textMessage(sayAnything(random), members);
const placeholder: MakeMessage = (_, members) => mediaPlaceholder(members);

/** What either side of a chat writes, as often as it stands here. */
const fromAnyone: readonly MakeMessage[] = [
  ...Array<MakeMessage>(11).fill(text),
  ...Array<MakeMessage>(3).fill(placeholder),
  (_, members) => locationMessage({}, members),
  (_, members) => contactCardsMessage(undefined, members),
  (random, members) => reactionMessage(wamid(random), random.pick(["👍", "❤️", "🙏"]), members),
  (random, members) => editMessage(wamid(random), sayAnything(random), members),
  (random, members) => revokeMessage(wamid(random), members),
];

/** What only customers write. */
const fromCustomers: readonly MakeMessage[] = [
  ...fromAnyone,
  (_, members) => interactiveMessage(undefined, members),
  (_, members) => buttonMessage(undefined, members),
  (_, members) => orderMessage({}, members),
  (_, members) => unsupportedMessage(undefined, members),
  (_, members) => systemMessage(undefined, members),
];

/** @internal */
export function wamid(random: Random): string {
  return `wamid.HBgL${random.letters(46)}A=`;
}

/** Which chunk of mixed messages to make. */
export interface MixedHistoryChunkOptions {
  /** The same seed gives the same chunk. Default: 1. */
  seed?: number;
  /** How many chats they are spread over. Default: one for every 50 messages. */
  chats?: number;
  /** Default: `exampleNumber`. */
  number?: BusinessNumber;
}

/**
 * Makes a chunk of history with this many messages of all the types a history can have, nearly 300 bytes each when
 * they are written as Meta does: 3,600 messages are 1 MB. For benchmarks and load tests.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { escapeLikeMeta, historyChange, metaWebhook, mixedHistoryChunk } from "whatsapp-coexistence/testing";
 *
 * const webhook = metaWebhook(historyChange(mixedHistoryChunk(3_600)));
 * const body = escapeLikeMeta(JSON.stringify(webhook));
 * console.log(body.length > 1_000_000, parseWebhook(body).length); // true 1
 * ```
 */
export function mixedHistoryChunk(messages: number, options: MixedHistoryChunkOptions = {}): HistoryChunk {
  const { seed = 1, chats = Math.max(1, Math.ceil(messages / 50)), number } = options;
  const random = new Random(seed);
  const lists = Array.from({ length: chats }, (): Message[] => []);
  for (let index = 0; index < messages; index += 1) {
    const members = { id: wamid(random), timestamp: String(1_752_000_000 + index * 60) };
    const isSent = random.chance(0.45);
    const message = random.pick(isSent ? fromAnyone : fromCustomers)(random, members);
    lists[index % chats]?.push(isSent ? sent(message, number === undefined ? {} : { number }) : message);
  }
  const threads = lists
    .filter((list) => list.length > 0)
    .map((list, chat) => historyThread(list, { waId: String(15_550_100_000 + chat) }));
  return historyChunk({ phase: 1, progress: 50, threads });
}
