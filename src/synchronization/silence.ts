import { InvalidInputError } from "../errors/index.ts";
import { type ContactsFacts, contactsSettleAt } from "./contacts-facts.ts";
import type { HistoryFacts } from "./history-facts.ts";
import { larger } from "./larger.ts";
import type { SynchronizationOptions, SynchronizationStatus } from "./synchronization.ts";

const defaultStallAfter = 30 * 60 * 1000;

/**
 * @throws InvalidInputError for a time that is none.
 * @internal
 */
export function readStallAfter({ stallAfter = defaultStallAfter }: SynchronizationOptions): number {
  if (Number.isFinite(stallAfter) && stallAfter > 0) return stallAfter;
  throw new InvalidInputError("stallAfter", "is not a positive number of milliseconds.");
}

/**
 * What a status depends on beside the facts.
 *
 * @internal
 */
export interface Moment {
  readonly now: number;
  readonly stallAfter: number;
  /** When the number was disconnected, if it still is. */
  readonly disconnectedAt: number | undefined;
}

/**
 * A status, and when it ends by itself if nothing arrives. Times are Unix milliseconds.
 *
 * @internal
 */
export interface TimedStatus {
  readonly status: SynchronizationStatus;
  readonly until?: number;
}

/** @internal */
export function historyStatus(facts: HistoryFacts, moment: Moment): TimedStatus {
  // Neither is taken back: chunks that were under way follow both.
  if (facts.completedAt !== undefined) return { status: "complete" };
  if (facts.declinedAt !== undefined) return { status: "declined" };
  const lastSign = larger(facts.requestedAt, facts.lastReceivedAt);
  if (lastSign === undefined) return { status: "not_requested" };
  return unlessSilent(facts.lastReceivedAt === undefined ? "requested" : "receiving", lastSign, moment);
}

/** @internal */
export function contactsStatus(facts: ContactsFacts, moment: Moment): TimedStatus {
  const until = contactsSettleAt(facts, moment.stallAfter);
  if (until !== undefined) return moment.now < until ? { status: "receiving", until } : { status: "complete" };
  const { requestedAt } = facts;
  return requestedAt === undefined ? { status: "not_requested" } : unlessSilent("requested", requestedAt, moment);
}

function unlessSilent(status: SynchronizationStatus, lastSign: number, moment: Moment): TimedStatus {
  const { now, stallAfter, disconnectedAt } = moment;
  // There is nothing to wait for. What was under way can still arrive, and is waited for as usual.
  if (disconnectedAt !== undefined && disconnectedAt >= lastSign) return { status: "stalled" };
  const until = lastSign + stallAfter;
  return now < until ? { status, until } : { status: "stalled" };
}
