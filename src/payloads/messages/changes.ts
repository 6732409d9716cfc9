import type { EditMessage, RevokeMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes the edit of an earlier message: its new text, or the whole new message for a caption.
 *
 * @example
 * ```ts
 * import { editMessage, textMessage } from "whatsapp-coexistence/testing";
 *
 * const original = textMessage("See you at nine.");
 * const edit = editMessage(original.id, "See you at ten.");
 * console.log(edit.edit.message.text?.body); // "See you at ten."
 * ```
 */
export function editMessage(
  originalMessageId: string,
  message: string | EditMessage["edit"]["message"] = "See you at ten.",
  members: MessageMembers = {},
): EditMessage {
  // The literal M0 is what Meta's examples print: it is no message id.
  const edited =
    typeof message === "string" ? { context: { id: "M0" }, type: "text", text: { body: message } } : message;
  const edit = { original_message_id: originalMessageId, message: edited };
  return { ...withDefaults(members), type: "edit", edit };
}

/**
 * Makes the revocation of an earlier message.
 *
 * @example
 * ```ts
 * import { revokeMessage, textMessage } from "whatsapp-coexistence/testing";
 *
 * const original = textMessage();
 * console.log(revokeMessage(original.id).revoke.original_message_id === original.id); // true
 * ```
 */
export function revokeMessage(originalMessageId: string, members: MessageMembers = {}): RevokeMessage {
  return { ...withDefaults(members), type: "revoke", revoke: { original_message_id: originalMessageId } };
}
