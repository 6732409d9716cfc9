import { type CoexistenceEvent, parseWebhook } from "../../../src/index.ts";
import { applyEvent } from "../../../src/synchronization/apply-event.ts";
import { describeSynchronization } from "../../../src/synchronization/describe-synchronization.ts";
import { requestSynchronization } from "../../../src/synchronization/request-synchronization.ts";
import type {
  Synchronization,
  SynchronizationKind,
  SynchronizationOptions,
} from "../../../src/synchronization/synchronization.ts";
import type { SynchronizationState } from "../../../src/synchronization/synchronization-state.ts";
import {
  accountOffboardedChange,
  accountReconnectedChange,
  addedContact,
  contactsChange,
  exampleNumber,
  type HistoryChunkOptions,
  historyChange,
  historyChunk,
  historyDeclinedChange,
  historyMediaChange,
  historyThread,
  imageMessage,
  mediaPlaceholder,
  metaWebhook,
  numberRemovedChange,
  textMessage,
} from "../../../src/testing/index.ts";

/** When the number of these tests is onboarded. */
export const onboardedAt = new Date("2026-09-01T09:00:00Z");

/** A point in time, in minutes after the onboarding. */
export function minute(minutes: number): Date {
  return new Date(onboardedAt.getTime() + minutes * 60_000);
}

/** A point in time, in days after the onboarding. */
export function day(days: number): Date {
  return minute(days * 24 * 60);
}

const { phoneNumberId, wabaId } = exampleNumber;

type Change = Parameters<typeof metaWebhook>[0];

/** A number whose webhooks arrive one by one. */
export class ANumber {
  state: SynchronizationState | undefined;

  /** Notes that a synchronization was asked for, in minutes after the onboarding. */
  asks(kind: SynchronizationKind, at: Date, since: Date | undefined = onboardedAt): this {
    this.state = requestSynchronization(this.state, { phoneNumberId, wabaId, kind, at, onboardedAt: since });
    return this;
  }

  /** A webhook arrives. */
  gets(change: Change, receivedAt: Date, happenedAt: Date = receivedAt): this {
    for (const event of eventsOf(change, receivedAt, happenedAt)) this.state = applyEvent(this.state, event);
    return this;
  }

  /** How far it is at a moment. */
  at(now: Date, options?: SynchronizationOptions): Synchronization {
    if (this.state === undefined) throw new Error("There is no state yet.");
    return describeSynchronization(this.state, now, options);
  }
}

/** The events of a webhook. */
export function eventsOf(change: Change, receivedAt: Date, happenedAt: Date = receivedAt): CoexistenceEvent[] {
  const time = Math.floor(happenedAt.getTime() / 1000);
  return parseWebhook(metaWebhook(change, { time }), { receivedAt });
}

/** A chunk with one old message, or with the ones it is given. */
export function chunk(members: Omit<HistoryChunkOptions, "threads">, ids: readonly string[] = ["wamid.OLD"]): Change {
  const messages = ids.map((id) => textMessage("Open?", { id, timestamp: "1750000000" }));
  return historyChange(historyChunk({ ...members, threads: [historyThread(messages)] }));
}

/** A chunk that says nothing of itself. */
export function chunkWithoutMetadata(): Change {
  return historyChange({ threads: [historyThread([textMessage("Open?", { timestamp: "1750000000" })])] });
}

/** A chunk whose message was sent at a moment. */
export function chunkOf(sentAt: Date, members: Omit<HistoryChunkOptions, "threads"> = { progress: 10 }): Change {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  return historyChange(historyChunk({ ...members, threads: [historyThread([textMessage("Hello.", { timestamp })])] }));
}

/** A chunk of placeholders. */
export function placeholders(...ids: string[]): Change {
  const messages = ids.map((id) => mediaPlaceholder({ id, timestamp: "1750000000" }));
  return historyChange(historyChunk({ progress: 50, threads: [historyThread(messages)] }));
}

/** The asset of a placeholder. */
export function asset(id: string): Change {
  return historyMediaChange(imageMessage({}, { id, timestamp: "1750000000" }));
}

export const declined: Change = historyDeclinedChange();
export const contacts: Change = contactsChange(addedContact());
export const paused: Change = accountOffboardedChange();
export const reconnected: Change = accountReconnectedChange();
export const disconnected: Change = numberRemovedChange();
