import {
  echoChange,
  escapeLikeMeta,
  historyChange,
  metaWebhook,
  mixedHistoryChunk,
  textMessage,
} from "whatsapp-coexistence/testing";

/** A `history` webhook of mixed messages, as Meta writes it: ASCII with `\uXXXX` and `\/`. */
export function historyBody(messages: number): string {
  return escapeLikeMeta(JSON.stringify(metaWebhook(historyChange(mixedHistoryChunk(messages)))));
}

/** One echo, the webhook that arrives most often. */
export function echoBody(): string {
  const text = textMessage("Good morning, the café opens at nine. See https://example.com/menu for today's cakes.");
  return escapeLikeMeta(JSON.stringify(metaWebhook(echoChange(text))));
}
