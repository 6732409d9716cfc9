import type {
  AudioMessage,
  DocumentMessage,
  ImageMessage,
  MediaPlaceholderMessage,
  StickerMessage,
  VideoMessage,
} from "../../schemas/index.ts";
import { type MessageMembers, withDefaults } from "./members.ts";

const sha256 = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const id = "300000000000003";

/**
 * Makes a picture.
 *
 * @example
 * ```ts
 * import { imageMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(imageMessage({ caption: "Our menu" }).image.mime_type); // "image/jpeg"
 * ```
 */
export function imageMessage(image: Partial<ImageMessage["image"]> = {}, members: MessageMembers = {}): ImageMessage {
  return { ...withDefaults(members), type: "image", image: { mime_type: "image/jpeg", sha256, id, ...image } };
}

/**
 * Makes a video.
 *
 * @example
 * ```ts
 * import { videoMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(videoMessage().video.mime_type); // "video/mp4"
 * ```
 */
export function videoMessage(video: Partial<VideoMessage["video"]> = {}, members: MessageMembers = {}): VideoMessage {
  return { ...withDefaults(members), type: "video", video: { mime_type: "video/mp4", sha256, id, ...video } };
}

/**
 * Makes a voice message; pass `{ voice: false }` for a sound file.
 *
 * @example
 * ```ts
 * import { audioMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(audioMessage().audio.voice); // true
 * ```
 */
export function audioMessage(audio: Partial<AudioMessage["audio"]> = {}, members: MessageMembers = {}): AudioMessage {
  const content = { mime_type: "audio/ogg; codecs=opus", sha256, id, voice: true, ...audio };
  return { ...withDefaults(members), type: "audio", audio: content };
}

/**
 * Makes a file.
 *
 * @example
 * ```ts
 * import { documentMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(documentMessage({ filename: "offer.pdf" }).document.filename); // "offer.pdf"
 * ```
 */
export function documentMessage(
  document: Partial<DocumentMessage["document"]> = {},
  members: MessageMembers = {},
): DocumentMessage {
  const content = { filename: "price-list.pdf", mime_type: "application/pdf", sha256, id, ...document };
  return { ...withDefaults(members), type: "document", document: content };
}

/**
 * Makes a sticker.
 *
 * @example
 * ```ts
 * import { stickerMessage } from "whatsapp-coexistence/testing";
 *
 * console.log(stickerMessage({ animated: true }).sticker.animated); // true
 * ```
 */
export function stickerMessage(
  sticker: Partial<StickerMessage["sticker"]> = {},
  members: MessageMembers = {},
): StickerMessage {
  const content = { mime_type: "image/webp", sha256, id, animated: false, ...sticker };
  return { ...withDefaults(members), type: "sticker", sticker: content };
}

/**
 * Makes what a chunk of history holds in place of a message with an asset. `historyMediaChange` brings the asset: give
 * its message the same `id`.
 *
 * @example
 * ```ts
 * import { historyMediaChange, imageMessage, mediaPlaceholder } from "whatsapp-coexistence/testing";
 *
 * const placeholder = mediaPlaceholder();
 * const asset = historyMediaChange(imageMessage({}, { id: placeholder.id }));
 * console.log(asset.value.messages?.[0]?.id === placeholder.id); // true
 * ```
 */
export function mediaPlaceholder(members: MessageMembers = {}): MediaPlaceholderMessage {
  return { ...withDefaults(members), type: "media_placeholder" };
}
