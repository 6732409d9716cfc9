import { InvalidInputError } from "../errors/index.ts";
import { type Facts, noFacts } from "./facts.ts";

/**
 * What is known of the synchronization of one business number: plain JSON, to be stored as it is.
 *
 * It stays below {@link largestStateSize} characters whatever arrives, and below 12,000 for what is documented. Times are
 * Unix milliseconds.
 *
 * @internal
 */
export interface SynchronizationState {
  /** The version of this shape. */
  version: 1;
  phoneNumberId: string;
  wabaId?: Named;
  displayPhoneNumber?: Named;
  /** When the number was onboarded, where somebody said so. */
  onboardedAt?: number;
  /** What arrived before belongs to an earlier onboarding, and is not in this state. */
  since?: number;
  pausedAt?: number;
  reconnectedAt?: number;
  disconnectedAt?: number;
  /** What is known of this onboarding. */
  current: Facts;
  /**
   * What arrived after `disconnectedAt`. It can be the rest of this onboarding or the beginning of the next, and is kept
   * apart until that is clear.
   */
  after?: Facts;
}

/**
 * A name that a sender gave, and when. The newest counts.
 *
 * @internal
 */
export interface Named {
  value: string;
  at: number;
}

/**
 * The size of a state that a sender could reach who tried to, in characters of JSON.
 *
 * @internal
 */
export const largestStateSize = 64_000;

/** No id and no number is longer. What is, is not remembered, so that the state stays small. */
const longestName = 64;

/**
 * The state of a number of which nothing is known.
 *
 * @internal
 */
export function newState(phoneNumberId: string): SynchronizationState {
  return { version: 1, phoneNumberId, current: noFacts };
}

/**
 * Hands back a state that was stored.
 *
 * @throws InvalidInputError for one that another version of the package wrote.
 * @internal
 */
export function requireState(state: SynchronizationState): SynchronizationState {
  if (isReadable(state)) return state;
  throw new InvalidInputError("state", "is no state of a synchronization, or was written by a newer version.");
}

/**
 * Whether a state is of the version that is known here.
 *
 * @internal
 */
export function isReadable(state: SynchronizationState): boolean {
  return (state as { version: unknown } | null)?.version === 1;
}

/**
 * Of two names the newer one. Of two at the same time it does not matter which, as long as it is always the same.
 *
 * @internal
 */
export function newerName(known: Named | undefined, value: string | undefined, at: number): Named | undefined {
  if (value === undefined || value.length > longestName) return known;
  if (known === undefined || at > known.at || (at === known.at && value > known.value)) return { value, at };
  return known;
}
