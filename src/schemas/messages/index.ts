export { HistoryContext, MessageContext, Referral } from "./base.ts";
export { EditMessage, RevokeMessage } from "./changes.ts";
export { LocationMessage } from "./location.ts";
export {
  AudioContent,
  AudioMessage,
  DocumentContent,
  DocumentMessage,
  ImageContent,
  ImageMessage,
  MediaPlaceholderMessage,
  StickerContent,
  StickerMessage,
  VideoContent,
  VideoMessage,
} from "./media.ts";
export {
  type KnownMessage,
  type KnownMessageType,
  Message,
  OtherMessage,
  type OtherMessageType,
} from "./message.ts";
export { LegacyUnknownMessage, SystemMessage, UnsupportedMessage } from "./notices.ts";
export { OrderMessage } from "./order.ts";
export { ReactionMessage } from "./reaction.ts";
export { ButtonMessage, InteractiveMessage } from "./replies.ts";
export { ContactCard, ContactsMessage } from "./shared-contacts.ts";
export { TextContent, TextMessage } from "./text.ts";
