import * as z from "zod";
import { identifier, optional, text } from "../primitives.ts";
import { defineMessage, MessageContext } from "./base.ts";
import { AudioContent, DocumentContent, ImageContent, StickerContent, VideoContent } from "./media.ts";
import { TextContent } from "./text.ts";

// An edit may name the caption alone, so unlike a message of its own it needs no asset.
const idOfAsset = { id: optional(identifier) };

/** An earlier message got another text or caption. The edit has a wamid of its own. */
export const EditMessage = defineMessage("edit", {
  edit: z.looseObject({
    /** The message that was edited. */
    original_message_id: identifier,
    /** The message as it reads now. */
    message: z.looseObject({
      context: optional(MessageContext),
      type: text,
      text: optional(TextContent),
      image: optional(ImageContent.extend(idOfAsset)),
      video: optional(VideoContent.extend(idOfAsset)),
      document: optional(DocumentContent.extend(idOfAsset)),
      audio: optional(AudioContent.extend(idOfAsset)),
      sticker: optional(StickerContent.extend(idOfAsset)),
    }),
  }),
});
/** An earlier message got another text or caption. The edit has a wamid of its own. */
export type EditMessage = z.infer<typeof EditMessage>;

/** An earlier message was deleted for everyone. The revocation has a wamid of its own. */
export const RevokeMessage = defineMessage("revoke", {
  revoke: z.looseObject({
    /** The message that was deleted. */
    original_message_id: identifier,
  }),
});
/** An earlier message was deleted for everyone. The revocation has a wamid of its own. */
export type RevokeMessage = z.infer<typeof RevokeMessage>;
