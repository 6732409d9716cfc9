import type { Customer } from "../model/index.ts";
import type { Contact } from "../schemas/index.ts";

/** Everything a webhook can say of a customer. */
export interface CustomerFacts {
  waId?: string | undefined;
  userId?: string | undefined;
  parentUserId?: string | undefined;
  username?: string | undefined;
  profileName?: string | undefined;
}

/**
 * Makes a customer without members that are absent.
 *
 * @internal
 */
export function makeCustomer(facts: CustomerFacts): Customer {
  const customer: Customer = {};
  if (facts.waId !== undefined) customer.waId = facts.waId;
  if (facts.userId !== undefined) customer.userId = facts.userId;
  if (facts.parentUserId !== undefined) customer.parentUserId = facts.parentUserId;
  // Examples of May 2026 print "@name", since June without.
  if (facts.username !== undefined) customer.username = facts.username.replace(/^@/, "");
  if (facts.profileName !== undefined) customer.profileName = facts.profileName;
  return customer;
}

/**
 * Makes a customer from how a message or status names them, and from the entry of `contacts` that belongs to it.
 *
 * @internal
 */
export function describeCustomer(identity: CustomerFacts, contact: Contact | undefined): Customer {
  return makeCustomer({
    // The number in `from` need not be the WhatsApp id.
    waId: contact?.wa_id ?? identity.waId,
    userId: identity.userId ?? contact?.user_id,
    parentUserId: identity.parentUserId ?? contact?.parent_user_id,
    username: contact?.profile?.username,
    profileName: contact?.profile?.name,
  });
}
