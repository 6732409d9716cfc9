import { createHash } from "node:crypto";
import { type MediaKind, mediaKindOf } from "../../payloads/messages/media-id.ts";
import { drawPicture } from "./picture.ts";
import { silentVoiceMessage } from "./silence.ts";
import { emptyVideo, onePagePdf, transparentSticker } from "./small-files.ts";

/** A file that a message brought. */
export interface MediaFile {
  readonly mime_type: string;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const makers: Readonly<Record<MediaKind, (id: string) => Omit<MediaFile, "sha256">>> = {
  // The messages announce a JPEG, which nobody writes by hand. What is served says what it is.
  image: (id) => ({ mime_type: "image/png", bytes: drawPicture(Number(id.slice(-9))) }),
  video: () => ({ mime_type: "video/mp4", bytes: emptyVideo() }),
  audio: () => ({ mime_type: "audio/ogg", bytes: silentVoiceMessage() }),
  document: () => ({ mime_type: "application/pdf", bytes: onePagePdf() }),
  sticker: () => ({ mime_type: "image/webp", bytes: transparentSticker() }),
};

/**
 * Finds the file of an id: any of 15 digits that begins with `3000`. The same id is always the same file.
 *
 * @returns nothing for an id of any other form.
 */
export function findMediaFile(id: string): MediaFile | undefined {
  if (!/^3000\d{11}$/.test(id)) return undefined;
  const { mime_type, bytes } = makers[mediaKindOf(id) ?? "image"](id);
  return { mime_type, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
