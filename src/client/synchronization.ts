import { requireOneOf } from "./input.ts";

/** What can be synchronized: the address book, or the chat history. */
export type SyncKind = "contacts" | "history";

/** Both kinds, in the order in which they are to be asked for. */
export const syncKinds = ["contacts", "history"] as const satisfies readonly SyncKind[];

const syncTypes = { contacts: "smb_app_state_sync", history: "history" } as const satisfies Record<SyncKind, string>;

/**
 * The body that asks for a synchronization.
 *
 * @throws InvalidInputError for another kind.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export function syncRequestBody(kind: SyncKind): { messaging_product: "whatsapp"; sync_type: string } {
  const sync_type = syncTypes[requireOneOf("kind", syncKinds, kind)];
  return { messaging_product: "whatsapp", sync_type };
}

/** What to do when nobody knows whether a synchronization was requested. */
export const ifSyncUnknown =
  "Wait for its webhooks. If none come, one deliberate repetition tells: SyncAlreadyRequestedError means that the first was carried out.";
