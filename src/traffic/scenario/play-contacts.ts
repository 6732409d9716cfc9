import { addedContact, contactsChange } from "../../payloads/contacts.ts";
import type { Happening } from "./happening.ts";
import type { Stage } from "./stage.ts";

/** How many contacts a webhook has at most: far below the 3 MB of Meta's largest. */
const contactsPerWebhook = 250;

/** Sends the whole address book. */
export function* playContacts({ number, customers, onboardedAt }: Stage): Generator<Happening> {
  for (let start = 0; start < customers.length; start += contactsPerWebhook) {
    const items = customers
      .slice(start, start + contactsPerWebhook)
      .map((customer) => addedContact({ customer, timestamp: String(onboardedAt) }));
    yield { about: "contacts", changes: [contactsChange(items, { number })], messages: 0 };
  }
}
