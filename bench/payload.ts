import {
  audioMessage,
  contactCardsMessage,
  documentMessage,
  escapeLikeMeta,
  historyChange,
  historyChunk,
  historyThread,
  imageMessage,
  interactiveMessage,
  locationMessage,
  mediaPlaceholder,
  metaWebhook,
  reactionMessage,
  revokeMessage,
  sent,
  stickerMessage,
  textMessage,
  videoMessage,
  echoChange,
} from "whatsapp-coexistence/testing";
import type { Message } from "whatsapp-coexistence";

const original = "wamid.HBgLMTU1NTAwMDIyMjIVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=";

// Twelve types, text as often as the rest of a chat has it: every third message.
const kinds: readonly (() => Message)[] = [
  () => imageMessage({ caption: "Our menu for the weekend" }),
  () => mediaPlaceholder(),
  () => videoMessage(),
  () => audioMessage(),
  () => documentMessage(),
  () => stickerMessage(),
  () => locationMessage(),
  () => contactCardsMessage(),
  () => reactionMessage(original, "👍"),
  () => interactiveMessage(),
  () => revokeMessage(original),
];

/** A `history` webhook of mixed messages, thirty a chat, as Meta writes it: ASCII with `\uXXXX` and `\/`. */
export function historyBody(messages: number): string {
  const threads = Array.from({ length: Math.ceil(messages / 30) }, (_, chat) => {
    const size = Math.min(30, messages - chat * 30);
    const chatMessages = Array.from({ length: size }, (_, index) => {
      const message = index % 3 === 0 ? textOf(index) : (kinds[index % kinds.length] ?? textOf)(index);
      message.id = `wamid.HBgLMTU1NTAwMDIyMjIVAgASGBQz${String(chat * 30 + index).padStart(24, "0")}`;
      return index % 2 === 0 ? sent(message) : message;
    });
    return historyThread(chatMessages, { waId: `1555${String(1_000_000 + chat)}` });
  });
  const chunk = historyChunk({ phase: 1, chunkOrder: 1, progress: 50, threads });
  return escapeLikeMeta(JSON.stringify(metaWebhook(historyChange(chunk))));
}

/** One echo, the webhook that arrives most often. */
export function echoBody(): string {
  return escapeLikeMeta(JSON.stringify(metaWebhook(echoChange(textOf(1)))));
}

function textOf(index: number): Message {
  return textMessage(`Good morning, the café opens at ${index % 12}. See https://example.com/menu for today's cakes.`);
}
