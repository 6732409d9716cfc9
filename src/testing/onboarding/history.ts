import type { Customer, Direction } from "../../model/index.ts";
import type { Message } from "../../schemas/index.ts";
import { sayAnything } from "../chat-talk.ts";
import { historyChange, historyChunk, historyThread, sent } from "../history.ts";
import { historyMediaChange } from "../history-media.ts";
import { contactCardsMessage } from "../messages/contact-cards.ts";
import { locationMessage } from "../messages/location.ts";
import { audioMessage, documentMessage, imageMessage, mediaPlaceholder, videoMessage } from "../messages/media.ts";
import type { MessageMembers } from "../messages/members.ts";
import { textMessage } from "../messages/text.ts";
import { wamid } from "../mixed-messages.ts";
import type { BusinessNumber } from "../participants.ts";
import type { Random } from "../random.ts";
import type { OnboardingStep } from "./options.ts";

type HistoryStep = { step: OnboardingStep; change: ReturnType<typeof historyChange> };

interface RecordedMessage {
  message: Message;
  customer: Customer;
  direction: Direction;
  /** Seconds before the onboarding. */
  age: number;
}

const day = 24 * 60 * 60;

/** The ages each phase covers, and which part of all messages is reached with it. */
const phases = [
  { from: 0, to: day, reached: 0.2 },
  { from: day, to: 90 * day, reached: 0.7 },
  { from: 90 * day, to: 180 * day, reached: 1 },
];

/** Assets come for messages of the last two weeks only: older placeholders stay what they are. */
const assetAge = 14 * day;

const assets: readonly ((members: MessageMembers) => Message)[] = [
  (members) => imageMessage({ caption: "Our menu" }, members),
  (members) => imageMessage({}, members),
  (members) => audioMessage({}, members),
  (members) => videoMessage({}, members),
  (members) => documentMessage({}, members),
];

/** What the history is made of. */
export interface HistoryPlan {
  number: BusinessNumber;
  customers: readonly Customer[];
  messages: number;
  chunkSize: number;
  /** Unix seconds. */
  onboardedAt: number;
}

/**
 * Makes the chunks of all phases, newest first, with the follow-ups of their placeholders around them.
 *
 * @internal
 */
export function recordHistory(random: Random, plan: HistoryPlan): HistoryStep[] {
  const { number, messages, chunkSize, onboardedAt } = plan;
  const chunks = phases.flatMap(({ from, to, reached }, phase) => {
    const count = Math.round(messages * reached) - Math.round(messages * (phases[phase - 1]?.reached ?? 0));
    const recorded = Array.from({ length: count }, () => recordMessage(random, plan, from + random.below(to - from)));
    const newestFirst = recorded.sort((left, right) => left.age - right.age);
    return inChunks(newestFirst, chunkSize).map((list, index) => ({ phase, chunkOrder: index + 1, list }));
  });
  let done = 0;
  return chunks.flatMap(({ phase, chunkOrder, list }): HistoryStep[] => {
    done += list.length;
    const progress = Math.floor((100 * done) / messages);
    const chunk = historyChunk({ phase, chunkOrder, progress, threads: threadsOf(list) });
    const before: HistoryStep[] = [];
    const after: HistoryStep[] = [];
    for (const { message, customer, direction, age } of list) {
      if (message.type !== "media_placeholder" || age > assetAge) continue;
      const members = { id: message.id, timestamp: String(onboardedAt - age) };
      const change = historyMediaChange(random.pick(assets)(members), { number, customer, direction });
      (random.chance(0.4) ? before : after).push({ step: "media", change });
    }
    return [...before, { step: "history", change: historyChange(chunk, { number }) }, ...after];
  });
}

function recordMessage(random: Random, { number, customers, onboardedAt }: HistoryPlan, age: number): RecordedMessage {
  const customer = random.pick(customers);
  const direction = random.chance(0.45) ? "outbound" : "inbound";
  const members = { id: wamid(random), timestamp: String(onboardedAt - age) };
  const message = inventMessage(random, members);
  return { message: direction === "outbound" ? sent(message, { number }) : message, customer, direction, age };
}

function inventMessage(random: Random, members: MessageMembers): Message {
  const dice = random.next();
  if (dice < 0.2) return mediaPlaceholder(members);
  if (dice < 0.24) return locationMessage({}, members);
  if (dice < 0.28) return contactCardsMessage(undefined, members);
  return textMessage(sayAnything(random), members);
}

function threadsOf(list: readonly RecordedMessage[]) {
  const byCustomer = new Map<Customer, Message[]>();
  for (const { customer, message } of list) {
    byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), message]);
  }
  return [...byCustomer].map(([customer, messages]) => historyThread(messages, customer));
}

function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
