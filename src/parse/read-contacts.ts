import type { SyncedContact } from "../model/index.ts";
import { comparableNumber } from "../phone-number/variants.ts";
import { StateSyncItem } from "../schemas/index.ts";
import { makeCustomer } from "./customer.ts";
import type { IdPart } from "./event-id.ts";
import { type Frame, isJsonObject } from "./frame.ts";
import { readTime } from "./time.ts";
import { Malformed, validate } from "./validate.ts";

/**
 * Reads the list `state_sync`: one event for all its contacts, and `unknown` for what is none.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_app_state_sync
 * @internal
 */
export function readStateSync(frame: Frame, items: readonly unknown[], path: string): void {
  const contacts: SyncedContact[] = [];
  const contents: IdPart[] = [];
  const raw: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const itemPath = `${path}[${index}]`;
    // Another kind of entry need not have a contact, so it is not malformed.
    if (isJsonObject(item) && typeof item["type"] === "string" && item["type"] !== "contact") {
      frame.unknown("unknown_item", itemPath, item);
      continue;
    }
    const synced = validate(StateSyncItem, item);
    if (synced instanceof Malformed) {
      frame.malformed(itemPath, item, synced);
      continue;
    }
    const contact = readContact(synced);
    const { customer, action, fullName, firstName } = contact;
    const key = customer.userId ?? comparableNumber(customer.waId ?? "");
    contents.push([key, action, synced.metadata?.timestamp, fullName, firstName]);
    contacts.push(contact);
    raw.push(item);
  }
  if (contacts.length === 0) return;
  frame.emit({ type: "contacts", id: frame.id("contacts", contents), ...frame.origin, contacts, raw });
}

function readContact({ action, contact, metadata }: StateSyncItem): SyncedContact {
  const synced: SyncedContact = {
    action,
    customer: makeCustomer({
      waId: contact.phone_number,
      userId: contact.user_id,
      parentUserId: contact.parent_user_id,
      username: contact.username,
    }),
  };
  if (contact.full_name !== undefined) synced.fullName = contact.full_name;
  if (contact.first_name !== undefined) synced.firstName = contact.first_name;
  const changedAt = readTime(metadata?.timestamp);
  if (changedAt !== undefined) synced.changedAt = changedAt;
  return synced;
}
