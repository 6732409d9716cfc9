// Every schema of what senders write. The JSON Schemas are made from exactly this list.

// Values, by field
export {
  AccountNoticeValue,
  PhoneNumberNameUpdateValue,
  PhoneNumberQualityUpdateValue,
  SecurityValue,
  UserIdUpdate,
  UserIdUpdateValue,
  UserPreference,
  UserPreferencesValue,
} from "./account-notices.ts";
export { AccountUpdateValue, DisconnectionInfo } from "./account-update.ts";
// Envelopes
export { Dialog360Channel, Dialog360Template, Dialog360Webhook } from "./dialog360.ts";
// Answers of 360dialog's APIs
export {
  Dialog360ApiKey,
  Dialog360ClientAccount,
  Dialog360Health,
  Dialog360Message,
  Dialog360MintedKey,
  Dialog360MultiWebhook,
  Dialog360Partner,
  Dialog360PartnerChannel,
  Dialog360SharedClient,
  Dialog360SharedNumber,
  Dialog360Token,
  Dialog360WebhookSettings,
} from "./dialog360-api.ts";
export { EchoesValue } from "./echoes.ts";
export { MetaWebhook, WebhookChange, WebhookEntry } from "./envelope.ts";
export { ChunkMetadata, HistoryChunk, HistoryDeclined, HistoryValue, Thread, ThreadContext } from "./history.ts";
// Messages and what is in them
export {
  AudioContent,
  AudioMessage,
  ButtonMessage,
  ContactCard,
  ContactsMessage,
  DocumentContent,
  DocumentMessage,
  EditMessage,
  HistoryContext,
  ImageContent,
  ImageMessage,
  InteractiveMessage,
  LegacyUnknownMessage,
  LocationMessage,
  MediaPlaceholderMessage,
  Message,
  MessageContext,
  OrderMessage,
  OtherMessage,
  ReactionMessage,
  Referral,
  RevokeMessage,
  StickerContent,
  StickerMessage,
  SystemMessage,
  TextContent,
  TextMessage,
  UnsupportedMessage,
  VideoContent,
  VideoMessage,
} from "./messages/index.ts";
export { MessagesValue, UserAction } from "./messages-value.ts";
// Answers of Meta's API
export {
  AccessToken,
  AppSubscription,
  GranularScope,
  MediaAddress,
  PhoneNumber,
  SubscribedApp,
  Success,
  SyncRequest,
  TokenInfo,
  WebhookConfiguration,
  WhatsAppBusinessAccount,
} from "./meta-api.ts";
export { Contact, Metadata, WebhookError } from "./shared.ts";
export { StateSyncItem, StateSyncValue } from "./state-sync.ts";
export { MessageStatus } from "./status.ts";
