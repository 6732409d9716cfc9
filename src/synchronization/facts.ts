import type { CoexistenceEvent } from "../model/index.ts";
import { type ContactsFacts, contactsFactsOf, contactsSince, joinContacts, noContacts } from "./contacts-facts.ts";
import {
  assetFactsOf,
  chunkFactsOf,
  type HistoryFacts,
  historySince,
  joinHistory,
  noHistory,
} from "./history-facts.ts";

/**
 * What is known of a synchronization. Two of them can be joined, and it does not matter in which order or how often:
 * everything in them is a maximum, a minimum or a set.
 *
 * @internal
 */
export interface Facts {
  contacts: ContactsFacts;
  history: HistoryFacts;
}

/** @internal */
export const noFacts: Facts = { contacts: noContacts, history: noHistory };

/**
 * What one event says of a synchronization. Nothing, for most events.
 *
 * @internal
 */
export function factsOf(event: CoexistenceEvent): Facts | undefined {
  const history = historyFactsOf(event);
  if (history !== undefined) return { ...noFacts, history };
  return event.type === "contacts" ? { ...noFacts, contacts: contactsFactsOf(event) } : undefined;
}

function historyFactsOf(event: CoexistenceEvent): HistoryFacts | undefined {
  if (event.type === "history") return chunkFactsOf(event);
  if (event.type === "history.media") return assetFactsOf(event);
  if (event.type === "history.declined") return { ...noHistory, declinedAt: event.receivedAt.getTime() };
  if (event.type === "unknown" && event.reason === "history_error") {
    return { ...noHistory, errorAt: event.receivedAt.getTime() };
  }
  return undefined;
}

/** @internal */
export function joinFacts(left: Facts, right: Facts): Facts {
  return {
    contacts: joinContacts(left.contacts, right.contacts),
    history: joinHistory(left.history, right.history),
  };
}

/**
 * What is left of the facts when only what happened since a time counts.
 *
 * @internal
 */
export function factsSince({ contacts, history }: Facts, since: number): Facts {
  return { contacts: contactsSince(contacts, since), history: historySince(history, since) };
}
