import { InvalidInputError } from "../errors/index.ts";
import { nameNumber } from "./apply-event.ts";
import { type Facts, noFacts } from "./facts.ts";
import { isSame } from "./is-same.ts";
import { addFacts, beginAt } from "./since.ts";
import type { SynchronizationKind } from "./synchronization.ts";
import { newState, requireState, type SynchronizationState } from "./synchronization-state.ts";
import { readTime } from "./times.ts";

/**
 * An onboarding of a number.
 *
 * @internal
 */
export interface OnboardedNumber {
  readonly phoneNumberId: string;
  readonly wabaId?: string | undefined;
  readonly displayPhoneNumber?: string | undefined;
  /**
   * When the number was onboarded: the same moment whenever the same onboarding is meant, such as `startedAt` of a saved
   * onboarding. A later one is a new onboarding, whose synchronization begins with what arrives from then on; an earlier
   * one is ignored. Where you do not know it, leave it out rather than to pass the present: 360dialog asks for the history
   * by itself, and chunks that arrived before would be forgotten.
   */
  readonly onboardedAt?: Date | undefined;
}

/**
 * A synchronization that was asked for.
 *
 * @internal
 */
export interface SynchronizationRequest extends OnboardedNumber {
  readonly kind: SynchronizationKind;
  /** When it was asked for. */
  readonly at: Date;
}

/**
 * Notes that a number was onboarded.
 *
 * @throws InvalidInputError for a time that is none, or a state of another number.
 * @internal
 */
export function beginSynchronization(
  state: SynchronizationState | undefined,
  onboarded: OnboardedNumber & { readonly onboardedAt: Date },
): SynchronizationState {
  const known = stateFor(state, onboarded.phoneNumberId);
  const onboardedAt = readTime("onboardedAt", onboarded.onboardedAt);
  return unlessSame(state, nameNumber(beginOnboarding(known, onboardedAt), onboarded, onboardedAt));
}

/**
 * Notes that a synchronization was asked for. Note it before the request is made: its webhooks can be faster than its
 * answer. What was refused is not to be noted.
 *
 * @throws InvalidInputError for a kind or time that is none, or a state of another number.
 * @internal
 */
export function requestSynchronization(
  state: SynchronizationState | undefined,
  request: SynchronizationRequest,
): SynchronizationState {
  const known = stateFor(state, request.phoneNumberId);
  const onboardedAt = request.onboardedAt && readTime("onboardedAt", request.onboardedAt);
  // Another machine's clock may be behind.
  const at = Math.max(readTime("at", request.at), onboardedAt ?? Number.NEGATIVE_INFINITY);
  const begun = onboardedAt === undefined ? known : beginOnboarding(known, onboardedAt);
  const requested = addFacts(begun, requestedFacts(request.kind, at), at);
  return unlessSame(state, nameNumber(requested, request, at));
}

function stateFor(state: SynchronizationState | undefined, phoneNumberId: string): SynchronizationState {
  if (typeof phoneNumberId !== "string" || phoneNumberId === "") {
    throw new InvalidInputError("phoneNumberId", "is no id.");
  }
  if (state === undefined) return newState(phoneNumberId);
  if (requireState(state).phoneNumberId === phoneNumberId) return state;
  throw new InvalidInputError("phoneNumberId", "is not the number of the state.");
}

function beginOnboarding(state: SynchronizationState, onboardedAt: number): SynchronizationState {
  const begun = beginAt(state, onboardedAt);
  const isOlder = onboardedAt < (begun.since ?? onboardedAt) || onboardedAt <= (begun.onboardedAt ?? 0);
  return isOlder ? begun : { ...begun, onboardedAt };
}

function requestedFacts(kind: SynchronizationKind, at: number): Facts {
  if (kind === "contacts") return { ...noFacts, contacts: { ...noFacts.contacts, requestedAt: at } };
  if (kind === "history") return { ...noFacts, history: { ...noFacts.history, requestedAt: at } };
  throw new InvalidInputError("kind", 'is neither "contacts" nor "history".');
}

function unlessSame(before: SynchronizationState | undefined, after: SynchronizationState): SynchronizationState {
  return before !== undefined && isSame(before, after) ? before : after;
}
