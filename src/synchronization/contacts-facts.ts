import type { ContactsEvent } from "../model/index.ts";
import { larger, smaller } from "./larger.ts";
import { onlyPresent } from "./only-present.ts";
import { cutRanges, joinRanges, type Range } from "./ranges.ts";
import { ifSince } from "./times.ts";

/**
 * What is known of the address book. Times are Unix milliseconds.
 *
 * Contacts are not counted: they are told apart by their numbers, and any short digest of a number can be turned back by
 * trying all numbers.
 *
 * @internal
 */
export interface ContactsFacts {
  /** When it was asked for, the last time. */
  requestedAt?: number;
  /** When contacts first arrived. */
  firstReceivedAt?: number;
  /** When contacts last arrived, later edits included. */
  lastReceivedAt?: number;
  /** The slots of time in which contacts arrived, in the first day of them: they tell where the first silence was. */
  slots: Range[];
}

/** How long a slot is: five minutes. Shorter ones would need more room, longer ones would tell silences less well. */
const slotLength = 5 * 60 * 1000;

/**
 * After as many slots, one day, contacts are edits and not the synchronization any more. It bounds the list of slots, and
 * it is counted from the first contacts, which can only turn out to be earlier: so what was cut off stays cut off.
 */
const slotsOfADay = 288;

/** @internal */
export const noContacts: ContactsFacts = { slots: [] };

/** @internal */
export function contactsFactsOf({ receivedAt }: ContactsEvent): ContactsFacts {
  const time = receivedAt.getTime();
  const slot = slotOf(time);
  return { firstReceivedAt: time, lastReceivedAt: time, slots: [[slot, slot]] };
}

/** @internal */
export function joinContacts(left: ContactsFacts, right: ContactsFacts): ContactsFacts {
  return onlyPresent({
    requestedAt: larger(left.requestedAt, right.requestedAt),
    firstReceivedAt: smaller(left.firstReceivedAt, right.firstReceivedAt),
    lastReceivedAt: larger(left.lastReceivedAt, right.lastReceivedAt),
    slots: firstDay(joinRanges(left.slots, right.slots)),
  });
}

/**
 * What is left of the facts when only what happened since a time counts.
 *
 * @internal
 */
export function contactsSince(facts: ContactsFacts, since: number): ContactsFacts {
  const lastReceivedAt = ifSince(facts.lastReceivedAt, since);
  return onlyPresent({
    requestedAt: ifSince(facts.requestedAt, since),
    firstReceivedAt: ifSince(facts.firstReceivedAt, since) ?? lastReceivedAt,
    lastReceivedAt,
    slots: lastReceivedAt === undefined ? [] : cutRanges(facts.slots, slotOf(since), Number.MAX_SAFE_INTEGER),
  });
}

/**
 * When the synchronization of contacts counts as complete: after the first silence of at least this length, which a later
 * edit cannot undo. Absent where no contacts arrived.
 *
 * @param silence - in milliseconds.
 * @internal
 */
export function contactsSettleAt({ slots }: ContactsFacts, silence: number): number | undefined {
  const empty = Math.ceil(silence / slotLength);
  const end = slots.find(([, last], index) => (slots[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) - last - 1 >= empty);
  return end && (end[1] + 1 + empty) * slotLength;
}

function slotOf(time: number): number {
  return Math.floor(time / slotLength);
}

function firstDay(slots: Range[]): Range[] {
  const start = slots[0]?.[0] ?? 0;
  return cutRanges(slots, start, start + slotsOfADay - 1);
}
