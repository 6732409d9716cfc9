import * as z from "zod";
import { identifier, optional, text } from "../primitives.ts";
import { defineMessage } from "./base.ts";

/** An emoji put on a message, or taken off it when `emoji` is absent. */
export const ReactionMessage = defineMessage("reaction", {
  reaction: z.looseObject({
    /** The message that is reacted to. */
    message_id: identifier,
    /** Absent when the reaction was removed. */
    emoji: optional(text),
  }),
});
/** An emoji put on a message, or taken off it when `emoji` is absent. */
export type ReactionMessage = z.infer<typeof ReactionMessage>;
