import type { Customer } from "../model/index.ts";
import type { StateSyncItem, StateSyncValue } from "../schemas/index.ts";
import { type Change, listOf, type OneOrMore } from "./change.ts";
import { aboutNumber, exampleCustomer, exampleNumber, type Participants } from "./participants.ts";

/** A contact of the address book, and when it changed. */
export interface AddedContactOptions {
  /** Default: `exampleCustomer`. */
  customer?: Customer;
  /** Default: the customer's own name. */
  fullName?: string;
  /** Default: the first word of the full name; absent when that is the only one. */
  firstName?: string;
  /** Unix seconds. Default: `"1760000000"`. */
  timestamp?: string;
}

/**
 * Makes a contact that was added or edited: WhatsApp reports both alike.
 *
 * @example
 * ```ts
 * import { addedContact } from "whatsapp-coexistence/testing";
 *
 * console.log(addedContact({ fullName: "Grace Example" }).contact.first_name); // "Grace"
 * ```
 */
export function addedContact(options: AddedContactOptions = {}): StateSyncItem {
  const { customer = exampleCustomer, timestamp = "1760000000" } = options;
  const fullName = options.fullName ?? customer.profileName ?? "Ada Example";
  const [firstWord, ...otherWords] = fullName.split(" ");
  const firstName = options.firstName ?? (otherWords.length === 0 ? undefined : firstWord);
  return {
    type: "contact",
    contact: {
      full_name: fullName,
      ...(firstName === undefined ? {} : { first_name: firstName }),
      ...identityInAddressBook(customer),
    },
    action: "add",
    metadata: { timestamp },
  };
}

/**
 * Makes a contact that was removed. It carries no name.
 *
 * @example
 * ```ts
 * import { removedContact } from "whatsapp-coexistence/testing";
 *
 * console.log(removedContact({ waId: "15550003333" }).action); // "remove"
 * ```
 */
export function removedContact(customer: Customer = exampleCustomer, timestamp = "1760000000"): StateSyncItem {
  return { type: "contact", contact: identityInAddressBook(customer), action: "remove", metadata: { timestamp } };
}

/**
 * Makes a `smb_app_state_sync` change.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_app_state_sync
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { addedContact, contactsChange, metaWebhook, removedContact } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(contactsChange([addedContact(), removedContact({ waId: "15550003333" })])));
 * console.log(event?.type === "contacts" && event.contacts.map(({ action }) => action)); // ["add", "remove"]
 * ```
 */
export function contactsChange(
  contacts: OneOrMore<StateSyncItem> = addedContact(),
  { number = exampleNumber }: Pick<Participants, "number"> = {},
): Change<"smb_app_state_sync", StateSyncValue> {
  return { field: "smb_app_state_sync", value: { ...aboutNumber(number), state_sync: listOf(contacts) } };
}

function identityInAddressBook({ waId, userId, parentUserId, username }: Customer): StateSyncItem["contact"] {
  return {
    ...(waId === undefined ? {} : { phone_number: waId }),
    ...(userId === undefined ? {} : { user_id: userId }),
    ...(parentUserId === undefined ? {} : { parent_user_id: parentUserId }),
    ...(username === undefined ? {} : { username }),
  };
}
