import type { Change } from "../payloads/change.ts";
import { historyChange, historyChunk, historyThread, sent } from "../payloads/history.ts";
import { textMessage } from "../payloads/messages/text.ts";
import type { BusinessNumber } from "../payloads/participants.ts";
import type { Thread } from "../schemas/index.ts";
import type { Run } from "./run.ts";

/** The smallest history that can be asked for, in bytes: one full chat has to fit. */
export const smallestHistory = 20_000;
/** The largest one, in bytes: more than any sender sends and any receiver should take. */
export const largestHistory = 10_000_000;

const messagesPerChat = 50;
// The places before belong to the small webhooks.
const firstPlace = 1_000;
const note = "Probe 1/1 of this webhook by whatsapp-coexistence: a test, written by nobody ☕";

/** The body of a `history` webhook that has exactly this many bytes. See {@link makeLargeHistory}. */
export function writeLargeHistory(
  size: number,
  number: BusinessNumber,
  run: Run,
  write: (change: Change) => string,
): string {
  return write(makeLargeHistory(size, number, run, write).change);
}

/**
 * The change of a `history` webhook that has exactly this many bytes, in messages as long as people write them.
 *
 * Exactly, because a receiver may have the sender's own limit, and must not fail for what no sender sends.
 *
 * @param write - puts a change into the sender's envelope. What it writes of an item must not depend on the others.
 */
export function makeLargeHistory(
  size: number,
  number: BusinessNumber,
  run: Run,
  write: (change: Change) => string,
): { readonly change: Change; readonly messages: number } {
  const make = (chats: number, letters = 0): Change => {
    const threads = Array.from({ length: chats }, (_, chat) => makeChat(chat, chat === 0 ? letters : 0, number, run));
    return historyChange(historyChunk({ phase: 1, progress: 50, threads }), { number });
  };
  const one = byteLength(write(make(1)));
  const another = byteLength(write(make(2))) - one;
  const chats = 1 + Math.floor((size - one) / another);
  return { change: make(chats, size - one - (chats - 1) * another), messages: chats * messagesPerChat };
}

/** A chat. All are equally long, but for the letters that are spread over the texts of one. */
function makeChat(chat: number, letters: number, number: BusinessNumber, run: Run): Thread {
  const messages = Array.from({ length: messagesPerChat }, (_, index) => {
    const before = chat * messagesPerChat + index;
    const more = Math.floor((letters + index) / messagesPerChat);
    const message = textMessage(note + ".".repeat(more), {
      id: run.wamid(firstPlace + before),
      // A minute apart, and old enough to be history.
      timestamp: String(run.seconds - (before + 1) * 60),
    });
    return index % 2 === 0 ? message : sent(message, { number, status: "READ" });
  });
  // The numbers that Ofcom keeps for films end with these three digits.
  return historyThread(messages, { waId: `447700900${String((chat + 1) % 1_000).padStart(3, "0")}` });
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
