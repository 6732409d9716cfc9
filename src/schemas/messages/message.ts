import * as z from "zod";
import { messageBase } from "./base.ts";
import { EditMessage, RevokeMessage } from "./changes.ts";
import { LocationMessage } from "./location.ts";
import {
  AudioMessage,
  DocumentMessage,
  ImageMessage,
  MediaPlaceholderMessage,
  StickerMessage,
  VideoMessage,
} from "./media.ts";
import { LegacyUnknownMessage, SystemMessage, UnsupportedMessage } from "./notices.ts";
import { OrderMessage } from "./order.ts";
import { ReactionMessage } from "./reaction.ts";
import { ButtonMessage, InteractiveMessage } from "./replies.ts";
import { ContactsMessage } from "./shared-contacts.ts";
import { TextMessage } from "./text.ts";

/**
 * The schema of every documented message type, by the value of `type`.
 */
export const messageSchemas = {
  text: TextMessage,
  image: ImageMessage,
  video: VideoMessage,
  audio: AudioMessage,
  document: DocumentMessage,
  sticker: StickerMessage,
  media_placeholder: MediaPlaceholderMessage,
  location: LocationMessage,
  contacts: ContactsMessage,
  reaction: ReactionMessage,
  interactive: InteractiveMessage,
  button: ButtonMessage,
  order: OrderMessage,
  edit: EditMessage,
  revoke: RevokeMessage,
  system: SystemMessage,
  unsupported: UnsupportedMessage,
  unknown: LegacyUnknownMessage,
} as const satisfies Record<string, z.ZodType>;

/** A message type that has a schema of its own. */
export type KnownMessageType = keyof typeof messageSchemas;

/** A message of a documented type, discriminated by `type`. */
export type KnownMessage = { [Type in KnownMessageType]: z.infer<(typeof messageSchemas)[Type]> }[KnownMessageType];

/**
 * The `type` of a message that this version does not list. At run time it is any string; as a type it is apart from
 * the listed ones, so that `message.type === "text"` narrows.
 */
export declare enum OtherMessageType {
  /** Stands for any type that is not listed. */
  Unlisted = "any type that is not listed",
}

/** A message of a type that this version does not list. Everything the sender wrote is there. */
export const OtherMessage = z.looseObject({
  ...messageBase,
  type: z.string().min(1) as unknown as z.ZodType<OtherMessageType>,
});
/** A message of a type that this version does not list. Everything the sender wrote is there. */
export type OtherMessage = z.infer<typeof OtherMessage>;

/**
 * One message as WhatsApp wrote it, discriminated by `type` and open at the end.
 *
 * @example
 * ```ts
 * import type { Message } from "whatsapp-coexistence";
 *
 * function preview(message: Message): string {
 *   switch (message.type) {
 *     case "text":
 *       return message.text.body;
 *     case "image":
 *       return message.image.caption ?? "Picture";
 *     default:
 *       return message.type;
 *   }
 * }
 * ```
 */
export type Message = KnownMessage | OtherMessage;

/**
 * Picks the schema for a message by reading its `type` first: a listed type that is malformed is then reported as
 * malformed instead of passing as a type that is not listed.
 *
 * @internal
 */
export function messageSchemaFor(type: unknown): z.ZodType {
  return typeof type === "string" && Object.hasOwn(messageSchemas, type)
    ? messageSchemas[type as KnownMessageType]
    : OtherMessage;
}

/** One message of any type. Reads `type` first, then applies that type's schema. */
export const Message: z.ZodType<Message> = z.unknown().transform((value, context) => {
  const type = typeof value === "object" && value !== null ? (value as { type?: unknown }).type : undefined;
  const result = messageSchemaFor(type).safeParse(value);
  if (result.success) return result.data as Message;
  for (const issue of result.error.issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
});
