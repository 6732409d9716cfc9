import { connectionOf } from "./connection.ts";
import { countMedia, countMessages, describePhases } from "./describe-history.ts";
import { smaller } from "./larger.ts";
import { likelyCauses, type Seen } from "./likely-causes.ts";
import { onlyPresent } from "./only-present.ts";
import { contactsStatus, historyStatus, type Moment, readStallAfter } from "./silence.ts";
import { allFacts } from "./since.ts";
import type {
  Synchronization,
  SynchronizationKind,
  SynchronizationOptions,
  SynchronizationProgress,
  SynchronizationStatus,
} from "./synchronization.ts";
import { requireState, type SynchronizationState } from "./synchronization-state.ts";
import { readTime } from "./times.ts";

/**
 * How long a synchronization can be asked for.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
const requestWindow = 24 * 60 * 60 * 1000;

/**
 * Describes the synchronization of a number as it is at a moment.
 *
 * @throws InvalidInputError for a state that another version of the package wrote, an invalid `now`, or a `stallAfter`
 * that is not a positive number.
 * @internal
 */
export function describeSynchronization(
  state: SynchronizationState,
  now: Date,
  options: SynchronizationOptions = {},
): Synchronization {
  const { phoneNumberId, wabaId, displayPhoneNumber, onboardedAt, since } = requireState(state);
  const { contacts, history } = allFacts(state);
  const connection = connectionOf(state);
  const moment = momentOf(state, now, options);
  const deadline = onboardedAt === undefined ? undefined : onboardedAt + requestWindow;
  const phases = describePhases(history);
  const seen: Seen = {
    connection,
    hasContacts: contacts.lastReceivedAt !== undefined,
    hasHistory: history.lastReceivedAt !== undefined,
    hasError: history.errorAt !== undefined,
    hasGaps: phases.some(({ gaps }) => gaps.length > 0),
  };
  return onlyPresent({
    phoneNumberId,
    wabaId: wabaId?.value,
    displayPhoneNumber: displayPhoneNumber?.value,
    connection,
    onboardedAt: dateOf(onboardedAt),
    since: dateOf(since),
    deadline: dateOf(deadline),
    timeLeft: deadline === undefined ? undefined : Math.max(0, deadline - moment.now),
    contacts: describeProgress("contacts", contactsStatus(contacts, moment).status, contacts, seen),
    history: onlyPresent({
      ...describeProgress("history", historyStatus(history, moment).status, history, seen),
      progress: history.completedAt === undefined ? history.progress : 100,
      phases,
      messages: countMessages(history),
      media: countMedia(history),
    }),
  });
}

/**
 * When a description changes by itself if nothing arrives: something stalls, or contacts count as complete. Absent where
 * it does not.
 *
 * @throws InvalidInputError as {@link describeSynchronization} does.
 * @internal
 */
export function nextChangeAt(
  state: SynchronizationState,
  now: Date,
  options: SynchronizationOptions = {},
): Date | undefined {
  const { contacts, history } = allFacts(requireState(state));
  const moment = momentOf(state, now, options);
  return dateOf(smaller(contactsStatus(contacts, moment).until, historyStatus(history, moment).until));
}

function momentOf(state: SynchronizationState, now: Date, options: SynchronizationOptions): Moment {
  const isDisconnected = connectionOf(state) === "disconnected";
  return {
    now: readTime("now", now),
    stallAfter: readStallAfter(options),
    disconnectedAt: isDisconnected ? state.disconnectedAt : undefined,
  };
}

interface Times {
  readonly requestedAt?: number;
  readonly firstReceivedAt?: number;
  readonly lastReceivedAt?: number;
}

function describeProgress(
  kind: SynchronizationKind,
  status: SynchronizationStatus,
  { requestedAt, firstReceivedAt, lastReceivedAt }: Times,
  seen: Seen,
): SynchronizationProgress {
  return onlyPresent({
    status,
    requestedAt: dateOf(requestedAt),
    firstReceivedAt: dateOf(firstReceivedAt),
    lastReceivedAt: dateOf(lastReceivedAt),
    likelyCauses: status === "stalled" ? likelyCauses(kind, seen) : [],
  });
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
