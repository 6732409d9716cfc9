import * as z from "zod";
import { text } from "../primitives.ts";
import { defineMessage } from "./base.ts";

/** The content of a text message. */
export const TextContent = z.looseObject({ body: text });

/** A text message. */
export const TextMessage = defineMessage("text", {
  text: TextContent,
});
/** A text message. */
export type TextMessage = z.infer<typeof TextMessage>;
