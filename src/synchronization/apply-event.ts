import type { CoexistenceEvent } from "../model/index.ts";
import { addConnection } from "./connection.ts";
import { factsOf } from "./facts.ts";
import { isSame } from "./is-same.ts";
import { addFacts } from "./since.ts";
import { newerName, newState, requireState, type SynchronizationState } from "./synchronization-state.ts";
import { readTime } from "./times.ts";

/**
 * Adds what an event says of the synchronization of a number.
 *
 * The same events give the same state in any order, however often each is applied, and however a chunk is cut into parts
 * that carry its `phase`, `chunkOrder` and `progress`. Two things are not exact, where they are applied after events that
 * arrived later than them: with a new onboarding, progress, phases and counts of these events can be forgotten (statuses
 * are exact); with a disconnection, these events count as the rest of the onboarding that it ended.
 *
 * An event that names another number changes nothing. An account event names no number, or not by its id: apply it to the
 * states of the account it is about, with {@link isAboutNumber}. Without a state it begins none.
 *
 * @returns the very same object where nothing changed, so that nothing has to be stored.
 * @throws InvalidInputError for a state that another version of the package wrote, or an event without a valid
 * `receivedAt`.
 * @internal
 */
export function applyEvent(state: SynchronizationState, event: CoexistenceEvent): SynchronizationState;
export function applyEvent(
  state: SynchronizationState | undefined,
  event: CoexistenceEvent,
): SynchronizationState | undefined;
export function applyEvent(
  state: SynchronizationState | undefined,
  event: CoexistenceEvent,
): SynchronizationState | undefined {
  const before = state && requireState(state);
  const { phoneNumberId, wabaId, displayPhoneNumber } = event;
  if (before !== undefined && phoneNumberId !== undefined && phoneNumberId !== before.phoneNumberId) return before;
  const at = readTime("event.receivedAt", event.receivedAt);
  if (event.type === "account") return before && addConnection(before, event);
  const facts = factsOf(event);
  if (facts === undefined || phoneNumberId === undefined) return before;

  const known = before ?? newState(phoneNumberId);
  const next = nameNumber(addFacts(known, facts, at), { wabaId, displayPhoneNumber }, at);
  return isSame(before, next) ? before : next;
}

/**
 * Adds how the number and its account are called.
 *
 * @internal
 */
export function nameNumber(
  state: SynchronizationState,
  names: { readonly wabaId?: string | undefined; readonly displayPhoneNumber?: string | undefined },
  at: number,
): SynchronizationState {
  const wabaId = newerName(state.wabaId, names.wabaId, at);
  const displayPhoneNumber = newerName(state.displayPhoneNumber, names.displayPhoneNumber, at);
  return {
    ...state,
    ...(wabaId === undefined ? {} : { wabaId }),
    ...(displayPhoneNumber === undefined ? {} : { displayPhoneNumber }),
  };
}

/**
 * Whether an event is about a number: it names its id, or without any id the number itself, or without any number the
 * account. Meta's pauses, and one of its two disconnections, name the account only, so they are about each of its numbers.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @internal
 */
export function isAboutNumber(state: SynchronizationState, event: CoexistenceEvent): boolean {
  if (event.phoneNumberId !== undefined) return event.phoneNumberId === state.phoneNumberId;
  const isSameAccount = event.wabaId !== undefined && event.wabaId === state.wabaId?.value;
  if (event.displayPhoneNumber === undefined || state.displayPhoneNumber === undefined) return isSameAccount;
  return digitsOf(event.displayPhoneNumber) === digitsOf(state.displayPhoneNumber.value);
}

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, "");
}
