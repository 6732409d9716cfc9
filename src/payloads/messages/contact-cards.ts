import type { ContactsMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes a message with contact cards.
 *
 * @example
 * ```ts
 * import { contactCardsMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(contactCardsMessage().contacts[0]?.name?.formatted_name); // "Grace Example"
 * ```
 */
export function contactCardsMessage(
  contacts: ContactsMessage["contacts"] = [
    {
      name: { formatted_name: "Grace Example", first_name: "Grace", last_name: "Example" },
      phones: [{ phone: "+1 555 000 3333", wa_id: "15550003333", type: "CELL" }],
    },
  ],
  members: MessageMembers = {},
): ContactsMessage {
  return { ...withDefaults(members), type: "contacts", contacts };
}
