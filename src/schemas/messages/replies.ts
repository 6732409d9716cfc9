import * as z from "zod";
import { identifier, openList, optional, text, timestamp } from "../primitives.ts";
import { defineMessage } from "./base.ts";

const chosen = { id: optional(identifier), title: optional(text) };

/** An answer to an interactive message. `interactive.type` names the member that holds it. */
export const InteractiveMessage = defineMessage("interactive", {
  interactive: z.looseObject({
    type: openList(["button_reply", "list_reply", "nfm_reply", "call_permission_reply"]),
    button_reply: optional(z.looseObject(chosen)),
    list_reply: optional(z.looseObject({ ...chosen, description: optional(text) })),
    nfm_reply: optional(
      z.looseObject({
        name: optional(text),
        body: optional(text),
        /** The answers of a Flow, as a JSON text. */
        response_json: optional(text),
      }),
    ),
    call_permission_reply: optional(
      z.looseObject({
        response: optional(text),
        expiration_timestamp: optional(timestamp),
        response_source: optional(text),
      }),
    ),
  }),
});
/** An answer to an interactive message. `interactive.type` names the member that holds it. */
export type InteractiveMessage = z.infer<typeof InteractiveMessage>;

/** A press on a template's quick-reply button. */
export const ButtonMessage = defineMessage("button", {
  button: z.looseObject({ payload: optional(text), text: optional(text) }),
});
/** A press on a template's quick-reply button. */
export type ButtonMessage = z.infer<typeof ButtonMessage>;
