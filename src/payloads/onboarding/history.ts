import type { Customer, Direction } from "../../model/index.ts";
import type { Message } from "../../schemas/index.ts";
import type { Change } from "../change.ts";
import { sayAnything } from "../chat-talk.ts";
import { historyChange, historyChunk, historyThread, sent } from "../history.ts";
import { historyMediaChange } from "../history-media.ts";
import { contactCardsMessage } from "../messages/contact-cards.ts";
import { locationMessage } from "../messages/location.ts";
import { audioMessage, documentMessage, imageMessage, mediaPlaceholder, videoMessage } from "../messages/media.ts";
import { inventMediaId, type MediaKind } from "../messages/media-id.ts";
import type { MessageMembers } from "../messages/members.ts";
import { textMessage } from "../messages/text.ts";
import { wamid } from "../mixed-messages.ts";
import type { BusinessNumber } from "../participants.ts";
import type { Random } from "../random.ts";
import type { OnboardingStep } from "./options.ts";

/** One webhook of the history. */
export interface HistoryStep {
  readonly step: Extract<OnboardingStep, "history" | "media">;
  readonly change: Change;
  /** How many messages are in it. */
  readonly count: number;
  /** How far the history is with it, in percent; for a chunk. */
  readonly progress?: number;
}

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

const assets: readonly [MediaKind, (id: string, members: MessageMembers) => Message][] = [
  ["image", (id, members) => imageMessage({ id, caption: "Our menu" }, members)],
  ["image", (id, members) => imageMessage({ id }, members)],
  ["audio", (id, members) => audioMessage({ id }, members)],
  ["video", (id, members) => videoMessage({ id }, members)],
  ["document", (id, members) => documentMessage({ id }, members)],
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
 * Makes the chunks of all phases, newest first, with the follow-ups of their placeholders around them. Each is made when
 * it is asked for: a million messages need no more memory than a chunk.
 *
 * @internal
 */
export function* recordHistory(random: Random, plan: HistoryPlan): Generator<HistoryStep> {
  let done = 0;
  for (const [phase, { reached }] of phases.entries()) {
    const count = Math.round(plan.messages * reached) - Math.round(plan.messages * (phases[phase - 1]?.reached ?? 0));
    for (let start = 0; start < count; start += plan.chunkSize) {
      const size = Math.min(plan.chunkSize, count - start);
      const list = Array.from({ length: size }, (_, index) =>
        recordMessage(random, plan, ageOf(random, phase, (start + index) / count, 1 / count)),
      );
      done += size;
      const progress = Math.floor((100 * done) / plan.messages);
      yield* aroundChunk(random, plan, list, { phase, chunkOrder: 1 + start / plan.chunkSize, progress });
    }
  }
}

/** How old a message is that stands at this place of its phase, which gets older from its beginning to its end. */
function ageOf(random: Random, phase: number, place: number, share: number): number {
  const { from, to } = phases[phase] ?? { from: 0, to: day };
  return from + Math.floor((to - from) * (place + share * random.next()));
}

function* aroundChunk(
  random: Random,
  { number, onboardedAt }: HistoryPlan,
  list: readonly RecordedMessage[],
  counters: { phase: number; chunkOrder: number; progress: number },
): Generator<HistoryStep> {
  const chunk = historyChunk({ ...counters, threads: threadsOf(list) });
  const before: HistoryStep[] = [];
  const after: HistoryStep[] = [];
  for (const { message, customer, direction, age } of list) {
    if (message.type !== "media_placeholder" || age > assetAge) continue;
    const members = { id: message.id, timestamp: String(onboardedAt - age) };
    const [kind, createAsset] = random.pick(assets);
    const asset = createAsset(inventMediaId(random, kind), members);
    const change = historyMediaChange(asset, { number, customer, direction });
    (random.chance(0.4) ? before : after).push({ step: "media", change, count: 0 });
  }
  yield* before;
  const { progress } = counters;
  yield { step: "history", change: historyChange(chunk, { number }), count: list.length, progress };
  yield* after;
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
