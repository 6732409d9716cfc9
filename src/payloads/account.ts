import type { AccountUpdateValue, DisconnectionInfo } from "../schemas/index.ts";
import type { Change } from "./change.ts";
import { type BusinessNumber, exampleNumber } from "./participants.ts";

/** A change of the field `account_update`. */
export type AccountUpdateChange = Change<"account_update", AccountUpdateValue>;

/**
 * Makes an `account_update` change of any event.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { accountUpdateChange, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(accountUpdateChange("ACCOUNT_DELETED"), { time: 1760000000 }));
 * console.log(event?.type === "account" && event.event); // "ACCOUNT_DELETED"
 * ```
 */
export function accountUpdateChange(
  event: AccountUpdateValue["event"],
  members: Partial<AccountUpdateValue> = {},
): AccountUpdateChange {
  return { field: "account_update", value: { ...members, event } };
}

/** Which number was disconnected, and why. */
export interface PartnerRemovedOptions {
  /** Default: `exampleNumber`. */
  number?: BusinessNumber;
  /** Default: `"PRIMARY_INACTIVITY"`. */
  reason?: Exclude<DisconnectionInfo["reason"], undefined>;
  /** Default: `"SYSTEM"`. */
  initiatedBy?: Exclude<DisconnectionInfo["initiated_by"], undefined>;
}

/**
 * Makes the disconnection of a number that is named by its phone number, as Meta's onboarding page documents it. The
 * envelope's entry is the account.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { metaWebhook, numberRemovedChange } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(numberRemovedChange({ reason: "CHANGE_NUMBER", initiatedBy: "USER" })));
 * console.log(event?.type === "account" && event.change, event?.displayPhoneNumber); // "disconnected" "15550001111"
 * ```
 */
export function numberRemovedChange(options: PartnerRemovedOptions = {}): AccountUpdateChange {
  const { number = exampleNumber } = options;
  return accountUpdateChange("PARTNER_REMOVED", {
    phone_number: number.displayPhoneNumber,
    disconnection_info: disconnectionInfo(options),
  });
}

/**
 * Makes the disconnection of a number that is named by its account, as the reference of `account_update` documents it.
 * The envelope's entry is a partner's business, so give `metaWebhook` an `entryId`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { accountRemovedChange, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(accountRemovedChange(), { entryId: "400000000000004" }));
 * console.log(event?.wabaId, event?.type === "account" && event.reason); // "100000000000001" "PRIMARY_INACTIVITY"
 * ```
 */
export function accountRemovedChange(options: PartnerRemovedOptions = {}): AccountUpdateChange {
  const { number = exampleNumber } = options;
  return accountUpdateChange("PARTNER_REMOVED", {
    waba_info: { waba_id: number.wabaId, owner_business_id: "500000000000005" },
    disconnection_info: disconnectionInfo(options),
  });
}

/**
 * Makes the pause of an account: the phone was changed, or the app installed again.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { accountOffboardedChange, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(accountOffboardedChange(), { time: 1760000000 }));
 * console.log(event?.type === "account" && event.change); // "paused"
 * ```
 */
export function accountOffboardedChange(): AccountUpdateChange {
  return accountUpdateChange("ACCOUNT_OFFBOARDED");
}

/**
 * Makes the end of such a pause.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { accountReconnectedChange, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(accountReconnectedChange(), { time: 1760000000 }));
 * console.log(event?.type === "account" && event.change); // "reconnected"
 * ```
 */
export function accountReconnectedChange(): AccountUpdateChange {
  return accountUpdateChange("ACCOUNT_RECONNECTED");
}

function disconnectionInfo(options: PartnerRemovedOptions): DisconnectionInfo {
  const { reason = "PRIMARY_INACTIVITY", initiatedBy = "SYSTEM" } = options;
  return { reason, initiated_by: initiatedBy };
}
