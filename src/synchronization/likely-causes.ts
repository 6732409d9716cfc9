import type { ConnectionState, StallCause, SynchronizationKind } from "./synchronization.ts";

/**
 * What was seen of a synchronization that stalled.
 *
 * @internal
 */
export interface Seen {
  readonly connection: ConnectionState;
  readonly hasContacts: boolean;
  readonly hasHistory: boolean;
  readonly hasError: boolean;
  readonly hasGaps: boolean;
}

/**
 * The causes that fit what was seen, in the order in which to look at them: first what is known, then what can be put
 * right, last what cannot be told from it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @internal
 */
export function likelyCauses(kind: SynchronizationKind, seen: Seen): StallCause[] {
  if (seen.connection === "disconnected") return ["number_disconnected"];
  const known: StallCause[] = seen.connection === "paused" ? ["number_paused"] : [];
  if (kind === "contacts") return [...known, ...causesWithoutContacts(seen)];
  if (seen.hasError) known.push("error_reported");
  return [...known, ...(seen.hasHistory ? causesInTheMiddle(seen) : causesWithoutHistory(seen))];
}

// Contacts that arrived have no end to wait for, so they stall only before the first.
function causesWithoutContacts({ hasHistory }: Seen): StallCause[] {
  return hasHistory
    ? ["fields_not_subscribed", "nothing_to_send"]
    : ["fields_not_subscribed", "app_not_subscribed", "app_closed", "nothing_to_send"];
}

function causesWithoutHistory({ hasContacts }: Seen): StallCause[] {
  return hasContacts
    ? ["fields_not_subscribed", "declined_without_webhook", "app_closed", "nothing_to_send"]
    : ["fields_not_subscribed", "app_not_subscribed", "app_closed", "declined_without_webhook", "nothing_to_send"];
}

// The fields are subscribed, and the business did not decline at first.
function causesInTheMiddle({ hasGaps }: Seen): StallCause[] {
  return hasGaps
    ? ["webhooks_missing", "app_closed", "declined_without_webhook"]
    : ["app_closed", "webhooks_missing", "declined_without_webhook"];
}
