import type { OneShot } from "../onboarding/state/one-shot.ts";
import type { SyncKind } from "../synchronization.ts";

/** What a saved state says of the requests. */
export type RequestRecord = { readonly startedAt: string } & Readonly<Record<SyncKind, OneShot>>;

/** The requests of which it is known. */
export type KnownRequests = Partial<Readonly<Record<SyncKind, OneShot>>>;

/** By how much Meta's clock and the one of whoever saved the state may differ. */
const clockSkew = 5 * 60 * 1000;

/**
 * Picks the requests that belong to the sign-up that the number has now. An onboarding begins after the business has
 * signed up, and a request is sent after that: what is older is of an earlier sign-up, and says nothing of this one.
 *
 * @param onboardedAt - when the number was onboarded last, where somebody says so.
 */
export function requestsOfThisSignup(state: RequestRecord | undefined, onboardedAt: Date | undefined): KnownRequests {
  const earliest = onboardedAt === undefined ? undefined : onboardedAt.getTime() - clockSkew;
  // What is no moment is not known to be late enough.
  const isOfThis = (moment: string): boolean => earliest === undefined || Date.parse(moment) >= earliest;
  if (state === undefined || !isOfThis(state.startedAt)) return {};
  const { contacts, history, startedAt } = state;
  return {
    ...(isOfThis(contacts.sentAt ?? startedAt) ? { contacts } : {}),
    ...(isOfThis(history.sentAt ?? startedAt) ? { history } : {}),
  };
}
