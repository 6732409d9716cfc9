import * as z from "zod";
import { identifier, openList, optional, text } from "../primitives.ts";
import { defineMessage } from "./base.ts";

/** A contact card inside a message. */
export const ContactCard = z.looseObject({
  /** Absent when the card was shared through a contact request. */
  name: optional(
    z.looseObject({
      formatted_name: optional(text),
      first_name: optional(text),
      last_name: optional(text),
      middle_name: optional(text),
      prefix: optional(text),
      suffix: optional(text),
    }),
  ),
  phones: optional(
    z.array(z.looseObject({ phone: optional(text), wa_id: optional(identifier), type: optional(text) })),
  ),
  emails: optional(z.array(z.looseObject({ email: optional(text), type: optional(text) }))),
  addresses: optional(
    z.array(
      z.looseObject({
        street: optional(text),
        city: optional(text),
        state: optional(text),
        zip: optional(text),
        country: optional(text),
        country_code: optional(text),
        type: optional(text),
      }),
    ),
  ),
  org: optional(z.looseObject({ company: optional(text), department: optional(text), title: optional(text) })),
  urls: optional(z.array(z.looseObject({ url: optional(text), type: optional(text) }))),
  birthday: optional(text),
  vcard: optional(text),
  origin: optional(openList(["contact_request", "other"])),
});

/** One or more contact cards. */
export const ContactsMessage = defineMessage("contacts", {
  contacts: z.array(ContactCard),
});
/** One or more contact cards. */
export type ContactsMessage = z.infer<typeof ContactsMessage>;
