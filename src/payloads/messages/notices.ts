import type { SystemMessage, UnsupportedMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes WhatsApp's notice that a customer's number or user id changed: by default the number.
 *
 * @example
 * ```ts
 * import { systemMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(systemMessage().system.type); // "user_changed_number"
 * ```
 */
export function systemMessage(
  system: SystemMessage["system"] = {
    body: "Ada Example changed from 15550002222 to 15550004444",
    type: "user_changed_number",
    wa_id: "15550004444",
  },
  members: MessageMembers = {},
): SystemMessage {
  return { ...withDefaults(members), type: "system", system };
}

/**
 * Makes a message the API cannot show: by default the first one ever from a customer (131060).
 *
 * @example
 * ```ts
 * import { unsupportedMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(unsupportedMessage().errors?.[0]?.code); // 131060
 * ```
 */
export function unsupportedMessage(
  unsupported: NonNullable<UnsupportedMessage["unsupported"]> = { type: "unknown", raw_type: "unknown" },
  members: MessageMembers = {},
): UnsupportedMessage {
  const errors = [{ code: 131060, title: "This message is unavailable" }];
  return { ...withDefaults({ errors, ...members }), type: "unsupported", unsupported };
}
