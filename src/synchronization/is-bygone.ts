import type { CoexistenceEvent } from "../model/index.ts";
import { allFacts } from "./since.ts";
import type { SynchronizationKind } from "./synchronization.ts";
import { requireState, type SynchronizationState } from "./synchronization-state.ts";

// The clocks of two machines are not further apart, in milliseconds, and nobody signs up twice in so short a time.
const clockTolerance = 60_000;

/**
 * What of a synchronization an event brings, if it is of a kind that comes again, with the same id, when the business
 * signs up anew. That a business declined is told with its time, so each time is an event of its own.
 *
 * @internal
 */
export function synchronizedKindOf({ type }: CoexistenceEvent): SynchronizationKind | undefined {
  if (type === "history" || type === "history.media") return "history";
  return type === "contacts" ? "contacts" : undefined;
}

/**
 * Whether an event that was done at a time was so in an earlier onboarding of its number: it has been disconnected since,
 * or the state knows of nothing as old as that, because a new onboarding began or the state was forgotten. The same
 * content is then sent anew, and is no repetition.
 *
 * @param state - the state of the number. Events are added to it before they are done, so without a state it was forgotten.
 * @throws InvalidInputError for a state that another version of the package wrote.
 * @internal
 */
export function isBygone(state: SynchronizationState | undefined, event: CoexistenceEvent, doneAt: Date): boolean {
  const kind = synchronizedKindOf(event);
  if (kind === undefined) return false;
  if (state === undefined) return true;
  const { firstReceivedAt = Number.POSITIVE_INFINITY } = allFacts(requireState(state))[kind];
  return doneAt.getTime() + clockTolerance < Math.max(firstReceivedAt, state.disconnectedAt ?? 0);
}
