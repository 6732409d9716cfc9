import type { ReactionMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes a reaction to a message. Pass `null` as the emoji for one that is taken back.
 *
 * @example
 * ```ts
 * import { reactionMessage, textMessage } from "whatsapp-coexistence/testing";
 *
 * const { id } = textMessage();
 * console.log(reactionMessage(id).reaction.emoji); // "👍"
 * console.log("emoji" in reactionMessage(id, null).reaction); // false
 * ```
 */
export function reactionMessage(
  messageId: string,
  emoji: string | null = "👍",
  members: MessageMembers = {},
): ReactionMessage {
  const reaction = emoji === null ? { message_id: messageId } : { message_id: messageId, emoji };
  return { ...withDefaults(members), type: "reaction", reaction };
}
