import { type Facts, factsSince, joinFacts } from "./facts.ts";
import { onlyPresent } from "./only-present.ts";
import type { SynchronizationState } from "./synchronization-state.ts";
import { ifSince } from "./times.ts";

/**
 * How long a sender repeats a webhook that was not taken.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
const retriedFor = 7 * 24 * 60 * 60 * 1000;

/**
 * Adds facts that became known at a time, where they belong.
 *
 * @internal
 */
export function addFacts(state: SynchronizationState, facts: Facts, at: number): SynchronizationState {
  const { since, disconnectedAt, current, after } = state;
  if (since !== undefined && at < since) return state;
  if (disconnectedAt === undefined || at <= disconnectedAt) return { ...state, current: joinFacts(current, facts) };
  const later = after === undefined ? facts : joinFacts(after, facts);
  if (!isOfNextOnboarding(later, disconnectedAt)) return { ...state, after: later };
  return beginAt({ ...state, after: later }, disconnectedAt + 1);
}

/**
 * Everything that is known of this onboarding.
 *
 * @internal
 */
export function allFacts({ current, after }: SynchronizationState): Facts {
  return after === undefined ? current : joinFacts(current, after);
}

/**
 * Begins the synchronization of a new onboarding: what is older is forgotten.
 *
 * @internal
 */
export function beginAt(state: SynchronizationState, since: number): SynchronizationState {
  if (state.since !== undefined && since <= state.since) return state;
  const { current, after, disconnectedAt, ...others } = state;
  const isStillDisconnected = disconnectedAt !== undefined && disconnectedAt >= since;
  const left = factsSince(current, since);
  const leftAfter = after && factsSince(after, since);
  return onlyPresent({
    ...others,
    since,
    onboardedAt: ifSince(state.onboardedAt, since),
    pausedAt: ifSince(state.pausedAt, since),
    reconnectedAt: ifSince(state.reconnectedAt, since),
    disconnectedAt: isStillDisconnected ? disconnectedAt : undefined,
    current: isStillDisconnected || leftAfter === undefined ? left : joinFacts(left, leftAfter),
    after: isStillDisconnected ? leftAfter : undefined,
  });
}

// What was under way when the number was disconnected arrives after it, and must not look like a new onboarding. It can
// be told from one: it holds no message that was sent later, and it is not repeated for longer than senders do.
function isOfNextOnboarding({ contacts, history }: Facts, disconnectedAt: number): boolean {
  const isAfter = (time: number | undefined, end: number) => time !== undefined && time > end;
  return (
    isAfter(contacts.requestedAt, disconnectedAt) ||
    isAfter(history.requestedAt, disconnectedAt) ||
    isAfter(history.newestMessageAt, disconnectedAt) ||
    isAfter(contacts.lastReceivedAt, disconnectedAt + retriedFor) ||
    isAfter(history.lastReceivedAt, disconnectedAt + retriedFor)
  );
}
