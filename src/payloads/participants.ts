import type { Customer } from "../model/index.ts";
import type { Contact, Metadata } from "../schemas/index.ts";

/** A business number, as webhooks name it. */
export interface BusinessNumber {
  /** The WhatsApp Business Account it belongs to. */
  readonly wabaId: string;
  /** The id of the number. */
  readonly phoneNumberId: string;
  /** The number itself, in digits. */
  readonly displayPhoneNumber: string;
}

/**
 * The business number every builder uses unless it is given another.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { echoChange, exampleNumber, metaWebhook, textMessage } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(echoChange(textMessage())));
 * console.log(event?.phoneNumberId === exampleNumber.phoneNumberId); // true
 * ```
 */
export const exampleNumber: BusinessNumber = {
  wabaId: "100000000000001",
  phoneNumberId: "200000000000002",
  displayPhoneNumber: "15550001111",
};

/**
 * The customer every builder uses unless it is given another.
 *
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { exampleCustomer, messageChange, metaWebhook, textMessage } from "whatsapp-coexistence/testing";
 *
 * const [event] = parseWebhook(metaWebhook(messageChange(textMessage())));
 * console.log(event?.type === "message" && event.customer.waId === exampleCustomer.waId); // true
 * ```
 */
export const exampleCustomer: Readonly<Customer> = {
  waId: "15550002222",
  userId: "US.10000000000000000001",
  profileName: "Ada Example",
};

/** Who a change is about. */
export interface Participants {
  /** Default: `exampleNumber`. */
  number?: BusinessNumber;
  /** Default: `exampleCustomer`. Leave `waId` out for a customer with a username whose number is not known. */
  customer?: Customer;
}

/** @internal */
export function aboutNumber(number: BusinessNumber): { messaging_product: string; metadata: Metadata } {
  return {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: number.displayPhoneNumber, phone_number_id: number.phoneNumberId },
  };
}

/** @internal */
export function senderOf({ waId, userId, parentUserId }: Customer) {
  return {
    ...(waId === undefined ? {} : { from: waId }),
    ...(userId === undefined ? {} : { from_user_id: userId }),
    ...(parentUserId === undefined ? {} : { from_parent_user_id: parentUserId }),
  };
}

/** @internal */
export function receiverOf({ waId, userId, parentUserId }: Customer) {
  return {
    ...(waId === undefined ? {} : { to: waId }),
    ...(userId === undefined ? {} : { to_user_id: userId }),
    ...(parentUserId === undefined ? {} : { to_parent_user_id: parentUserId }),
  };
}

/** @internal */
export function contactOf(customer: Customer): Contact {
  const { profileName, username } = customer;
  const profile = {
    ...(profileName === undefined ? {} : { name: profileName }),
    ...(username === undefined ? {} : { username }),
  };
  return { ...(Object.keys(profile).length === 0 ? {} : { profile }), ...identityOf(customer) };
}

/** @internal */
export function identityOf({ waId, userId, parentUserId }: Customer) {
  return {
    ...(waId === undefined ? {} : { wa_id: waId }),
    ...(userId === undefined ? {} : { user_id: userId }),
    ...(parentUserId === undefined ? {} : { parent_user_id: parentUserId }),
  };
}
