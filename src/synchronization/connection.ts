import type { AccountChange, AccountEvent } from "../model/index.ts";
import { allFacts } from "./since.ts";
import type { ConnectionState } from "./synchronization.ts";
import type { SynchronizationState } from "./synchronization-state.ts";

const timeOf = {
  paused: "pausedAt",
  reconnected: "reconnectedAt",
  disconnected: "disconnectedAt",
  other: undefined,
} as const satisfies Record<AccountChange, keyof SynchronizationState | undefined>;

/**
 * Adds what happened to the connection.
 *
 * A pause does not touch the synchronization: access and subscriptions are kept. A disconnection ends it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @internal
 */
export function addConnection(state: SynchronizationState, event: AccountEvent): SynchronizationState {
  const member = timeOf[event.change];
  if (member === undefined) return state;
  const receivedAt = event.receivedAt.getTime();
  // A repeated webhook arrives later and happened at the same time. A time in the future is a mistake.
  const at = Math.min(event.occurredAt?.getTime() ?? receivedAt, receivedAt);
  if (at < (state.since ?? at) || at <= (state[member] ?? Number.NEGATIVE_INFINITY)) return state;
  if (member !== "disconnectedAt") return { ...state, [member]: at };
  const { after: _, ...others } = state;
  return { ...others, current: allFacts(state), disconnectedAt: at };
}

/**
 * Whether the number is connected: what happened last counts.
 *
 * @internal
 */
export function connectionOf(state: SynchronizationState): ConnectionState {
  const { pausedAt = 0, reconnectedAt = 0, disconnectedAt = 0 } = state;
  // Times are in seconds here, so two can be alike: a pause comes before its end, and a disconnection last.
  if (disconnectedAt > 0 && disconnectedAt >= Math.max(pausedAt, reconnectedAt)) return "disconnected";
  return pausedAt > reconnectedAt ? "paused" : "connected";
}
