import type { HistoryEvent, HistoryMediaEvent } from "../model/index.ts";
import { larger, smaller } from "./larger.ts";
import { onlyPresent } from "./only-present.ts";
import { joinPhases, type Phases, phasesOf } from "./phases.ts";
import { alignSamples, joinSamples, type Sample, sampleOf } from "./sample.ts";
import { ifSince } from "./times.ts";

/**
 * What is known of the history. Times are Unix milliseconds.
 *
 * @internal
 */
export interface HistoryFacts {
  /** When it was asked for, the last time. */
  requestedAt?: number;
  /** When any part of it first arrived. */
  firstReceivedAt?: number;
  /** When any part of it last arrived. */
  lastReceivedAt?: number;
  /** When a chunk with progress 100 last arrived. */
  completedAt?: number;
  /** When the business last declined. */
  declinedAt?: number;
  /** When the sender last reported another error in place of history. */
  errorAt?: number;
  /** The highest progress. */
  progress?: number;
  /** When the newest message was sent. */
  newestMessageAt?: number;
  phases: Phases;
  /** The messages of the chunks. */
  messages: Sample;
  /** The placeholders among them, cut together with {@link HistoryFacts.assets}. */
  placeholders: Sample;
  /** The messages whose assets came. */
  assets: Sample;
}

/** @internal */
export const noHistory: HistoryFacts = { phases: {}, messages: "", placeholders: "", assets: "" };

/**
 * What a chunk says, or a part of one: the facts of the parts are together the facts of the chunk.
 *
 * @internal
 */
export function chunkFactsOf(event: HistoryEvent): HistoryFacts {
  const time = event.receivedAt.getTime();
  const records = event.threads.flatMap(({ messages }) => messages);
  const placeholders = records.filter(({ message }) => message.type === "media_placeholder");
  return onlyPresent({
    ...noHistory,
    firstReceivedAt: time,
    lastReceivedAt: time,
    // Nothing else says so: phase 2 is an age range, and chunks with less may follow.
    // https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
    completedAt: event.progress === 100 ? time : undefined,
    progress: isPercentage(event.progress) ? event.progress : undefined,
    newestMessageAt: records.reduce<number | undefined>((newest, { sentAt }) => {
      // A time in the future is a mistake, and would be the newest for ever.
      return sentAt !== undefined && sentAt.getTime() <= time ? larger(newest, sentAt.getTime()) : newest;
    }, undefined),
    phases: phasesOf(event),
    messages: sampleOf(records.map(({ message }) => message.id)),
    placeholders: sampleOf(placeholders.map(({ message }) => message.id)),
  });
}

/** @internal */
export function assetFactsOf({ receivedAt, message }: HistoryMediaEvent): HistoryFacts {
  const time = receivedAt.getTime();
  return { ...noHistory, firstReceivedAt: time, lastReceivedAt: time, assets: sampleOf([message.id]) };
}

/** @internal */
export function joinHistory(left: HistoryFacts, right: HistoryFacts): HistoryFacts {
  const [placeholders, assets] = alignSamples(
    joinSamples(left.placeholders, right.placeholders),
    joinSamples(left.assets, right.assets),
  );
  return onlyPresent({
    requestedAt: larger(left.requestedAt, right.requestedAt),
    firstReceivedAt: smaller(left.firstReceivedAt, right.firstReceivedAt),
    lastReceivedAt: larger(left.lastReceivedAt, right.lastReceivedAt),
    completedAt: larger(left.completedAt, right.completedAt),
    declinedAt: larger(left.declinedAt, right.declinedAt),
    errorAt: larger(left.errorAt, right.errorAt),
    progress: larger(left.progress, right.progress),
    newestMessageAt: larger(left.newestMessageAt, right.newestMessageAt),
    phases: joinPhases(left.phases, right.phases),
    messages: joinSamples(left.messages, right.messages),
    placeholders,
    assets,
  });
}

/**
 * What is left of the facts when only what happened since a time counts. Of progress, phases and messages nobody knows
 * when they came one by one, so they are kept or forgotten as a whole.
 *
 * @internal
 */
export function historySince(facts: HistoryFacts, since: number): HistoryFacts {
  const isAllSince = facts.firstReceivedAt !== undefined && facts.firstReceivedAt >= since;
  const lastReceivedAt = ifSince(facts.lastReceivedAt, since);
  return onlyPresent({
    ...(isAllSince ? facts : noHistory),
    requestedAt: ifSince(facts.requestedAt, since),
    firstReceivedAt: isAllSince ? facts.firstReceivedAt : lastReceivedAt,
    lastReceivedAt,
    completedAt: ifSince(facts.completedAt, since),
    declinedAt: ifSince(facts.declinedAt, since),
    errorAt: ifSince(facts.errorAt, since),
  });
}

function isPercentage(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= 100;
}
