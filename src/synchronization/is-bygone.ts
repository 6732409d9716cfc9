import type { CoexistenceEvent } from "../model/index.ts";
import { allFacts } from "./since.ts";
import type { SynchronizationKind } from "./synchronization.ts";
import { isReadable, type SynchronizationState } from "./synchronization-state.ts";

// One machine says when an event arrived, and another when it was done: their clocks are not further apart, in milliseconds.
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
 * Whether an event that was done at a time was so in an earlier onboarding of its number: the same content is sent anew
 * then, and is no repetition. What arrived before the new onboarding began stays done.
 *
 * Events are added to a state before they are done. Where it knows of nothing as old, it was forgotten since.
 *
 * @param state - the state of the number. One that another version of the package wrote tells nothing.
 * @internal
 */
export function isBygone(state: SynchronizationState | undefined, event: CoexistenceEvent, doneAt: Date): boolean {
  const kind = synchronizedKindOf(event);
  if (kind === undefined || (state !== undefined && !isReadable(state))) return false;
  const [done, received] = [doneAt.getTime(), event.receivedAt.getTime()];
  const isBetween = (time: number | undefined) => time !== undefined && done < time && time <= received;
  if (isBetween(state?.since) || isBetween(state?.disconnectedAt)) return true;
  if (state?.since !== undefined) return false;
  const begin = (state && allFacts(state)[kind].firstReceivedAt) ?? received;
  return begin <= received && done + clockTolerance < begin;
}
