import type { TextMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes a text message.
 *
 * @example
 * ```ts
 * import { textMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(textMessage("Is the shop open?").text.body); // "Is the shop open?"
 * ```
 */
export function textMessage(body = "Is the shop open?", members: MessageMembers = {}): TextMessage {
  return { ...withDefaults(members), type: "text", text: { body } };
}
