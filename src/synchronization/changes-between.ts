import { hashText } from "./hash-text.ts";
import { onlyPresent } from "./only-present.ts";
import type { Synchronization, SynchronizationKind } from "./synchronization.ts";
import type { MissingChunks, SynchronizationEvent } from "./synchronization-event.ts";

const kinds = ["contacts", "history"] as const satisfies readonly SynchronizationKind[];

/**
 * What of a change is worth telling: another status; a higher progress; and of a history that is complete, other chunks
 * that are missing. While it is under way chunks come in any order, so gaps are no news then.
 *
 * @param before - the description before, or `undefined` where there was none.
 * @param after - the description of the same number, later.
 * @internal
 */
export function changesBetween(before: Synchronization | undefined, after: Synchronization): SynchronizationEvent[] {
  // A new onboarding has a synchronization of its own, with nothing to compare.
  const earlier = before !== undefined && isSameOnboarding(before, after) ? before : undefined;
  return kinds.flatMap((kind): SynchronizationEvent[] => {
    const previousStatus = earlier?.[kind].status ?? "not_requested";
    const { status, likelyCauses } = after[kind];
    const missingChunks = kind === "history" ? missingIn(after) : undefined;
    const isNews =
      status !== previousStatus ||
      (kind === "history" && isFurther(earlier, after)) ||
      !isSameList(earlier && kind === "history" ? missingIn(earlier) : undefined, missingChunks);
    if (!isNews) return [];
    return [
      onlyPresent({
        type: "sync" as const,
        id: idOf(kind, after, missingChunks),
        phoneNumberId: after.phoneNumberId,
        wabaId: after.wabaId,
        kind,
        status,
        previousStatus,
        progress: kind === "history" ? after.history.progress : undefined,
        likelyCauses: likelyCauses.length === 0 ? undefined : likelyCauses,
        missingChunks,
      }),
    ];
  });
}

// An onboarding that is noted after its first webhooks gives them a beginning, and forgets none of them.
function isSameOnboarding(before: Synchronization, after: Synchronization): boolean {
  const isSameTime = (one: Date | undefined, other: Date | undefined) => one?.getTime() === other?.getTime();
  if (isSameTime(before.since, after.since)) return true;
  const isSameStart = kinds.every((kind) => isSameTime(before[kind].firstReceivedAt, after[kind].firstReceivedAt));
  return before.since === undefined && isSameStart;
}

function isFurther(before: Synchronization | undefined, { history }: Synchronization): boolean {
  return (history.progress ?? 0) > (before?.history.progress ?? 0);
}

function missingIn({ history }: Synchronization): MissingChunks[] | undefined {
  if (history.status !== "complete") return undefined;
  return history.phases.flatMap(({ phase, gaps }) => gaps.map(({ first, last }) => ({ phase, first, last })));
}

// None is missing at first, whether or not that could be known.
function isSameList(before: MissingChunks[] = [], after: MissingChunks[] = []): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

// The time of the last sign of life tells two stalls at the same progress apart, and what went on between them.
function idOf(
  kind: SynchronizationKind,
  { phoneNumberId, [kind]: { status, requestedAt, lastReceivedAt }, history: { progress } }: Synchronization,
  missingChunks: MissingChunks[] | undefined,
): string {
  const lastSign = Math.max(requestedAt?.getTime() ?? 0, lastReceivedAt?.getTime() ?? 0);
  const parts = [phoneNumberId, kind, status, kind === "history" && progress, lastSign, missingChunks];
  const text = JSON.stringify(parts);
  return `sync_${[text, `${text} `].map((half) => hashText(half).toString(36).padStart(8, "0")).join("")}`;
}
