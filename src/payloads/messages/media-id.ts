import type { Random } from "../random.ts";

/** The kinds of files that messages bring, in the order of the digit that stands for them in an id. */
export const mediaKinds = ["image", "video", "audio", "document", "sticker"] as const;

/** @internal */
export type MediaKind = (typeof mediaKinds)[number];

/**
 * Makes an id of a file, of 15 digits as Meta's are. The fifth says of which kind it is, so that the emulator can serve the
 * file without having seen its message.
 *
 * @internal
 */
export function inventMediaId(random: Random, kind: MediaKind): string {
  return `3000${mediaKinds.indexOf(kind)}${String(random.below(100_000_000)).padStart(10, "0")}`;
}

/**
 * Tells the kind of such a file. Nothing for an id that is none of ours.
 *
 * @internal
 */
export function mediaKindOf(id: string): MediaKind | undefined {
  return /^3000\d{11}$/.test(id) ? mediaKinds[Number(id[4])] : undefined;
}
