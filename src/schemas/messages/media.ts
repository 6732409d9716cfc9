import * as z from "zod";
import { identifier, optional, text } from "../primitives.ts";
import { defineMessage } from "./base.ts";

const asset = {
  /** The id to ask for the asset with. */
  id: identifier,
  mime_type: optional(text),
  /** Base64 in `messages`, hex in `history` and echoes: an opaque text. */
  sha256: optional(text),
  /** Where the asset is for the next five minutes; needs the access token. */
  url: optional(text),
};

/** The content of an image message. */
export const ImageContent = z.looseObject({ ...asset, caption: optional(text) });
/** The content of a video message. */
export const VideoContent = z.looseObject({ ...asset, caption: optional(text) });
/** The content of an audio message. */
export const AudioContent = z.looseObject({ ...asset, voice: optional(z.boolean()) });
/** The content of a document message. */
export const DocumentContent = z.looseObject({ ...asset, caption: optional(text), filename: optional(text) });
/** The content of a sticker message. */
export const StickerContent = z.looseObject({ ...asset, animated: optional(z.boolean()) });

/** A picture. */
export const ImageMessage = defineMessage("image", { image: ImageContent });
/** A picture. */
export type ImageMessage = z.infer<typeof ImageMessage>;

/** A video. */
export const VideoMessage = defineMessage("video", { video: VideoContent });
/** A video. */
export type VideoMessage = z.infer<typeof VideoMessage>;

/** A sound file, or a voice message when `audio.voice` is true. */
export const AudioMessage = defineMessage("audio", { audio: AudioContent });
/** A sound file, or a voice message when `audio.voice` is true. */
export type AudioMessage = z.infer<typeof AudioMessage>;

/** A file. */
export const DocumentMessage = defineMessage("document", { document: DocumentContent });
/** A file. */
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** A sticker. */
export const StickerMessage = defineMessage("sticker", { sticker: StickerContent });
/** A sticker. */
export type StickerMessage = z.infer<typeof StickerMessage>;

/**
 * A message with an asset, as a `history` chunk shows it: without any content. A `history.media` event with the same
 * wamid may bring the asset, before or after the placeholder, or never.
 */
export const MediaPlaceholderMessage = defineMessage("media_placeholder", {});
/**
 * A message with an asset, as a `history` chunk shows it: without any content. A `history.media` event with the same
 * wamid may bring the asset, before or after the placeholder, or never.
 */
export type MediaPlaceholderMessage = z.infer<typeof MediaPlaceholderMessage>;
