import type { ButtonMessage, InteractiveMessage } from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

/**
 * Makes the answer to an interactive message: by default a chosen button.
 *
 * @example
 * ```ts
 * import { interactiveMessage } from "whatsapp-coexistence/testing";
 *
 * const answer = interactiveMessage({ type: "list_reply", list_reply: { id: "size-m", title: "Medium" } });
 * console.log(answer.interactive.list_reply?.title); // "Medium"
 * ```
 */
export function interactiveMessage(
  interactive: InteractiveMessage["interactive"] = { type: "button_reply", button_reply: { id: "yes", title: "Yes" } },
  members: MessageMembers = {},
): InteractiveMessage {
  return { ...withDefaults(members), type: "interactive", interactive };
}

/**
 * Makes a press on a template's quick-reply button.
 *
 * @example
 * ```ts
 * import { buttonMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(buttonMessage({ text: "Stop" }).button.text); // "Stop"
 * ```
 */
export function buttonMessage(
  button: ButtonMessage["button"] = { payload: "confirm", text: "Confirm" },
  members: MessageMembers = {},
): ButtonMessage {
  return { ...withDefaults(members), type: "button", button };
}
