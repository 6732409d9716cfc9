import type {
  AccountUpdateValue,
  Contact,
  DisconnectionInfo,
  MessageStatus,
  Open,
  WebhookError,
} from "../schemas/index.ts";
import type { Customer } from "./customer.ts";
import type { MessageRecord } from "./message-record.ts";

/** Who sent a webhook. */
export type Provider = "meta" | "360dialog";

/** What every event has. */
export interface EventBase {
  /**
   * The same for every delivery of the same fact, whichever URL and envelope it comes by. What has neither an id nor a
   * time of its own (a refusal, an account notice) is told apart by the time or id of its envelope. A digest: it holds no
   * number and no text, so it can be logged and used as a key.
   */
  id: string;
  /** Who sent the webhook. */
  provider: Provider;
  /** The WhatsApp Business Account. */
  wabaId?: string;
  /** The id of the business number. Route by this one. */
  phoneNumberId?: string;
  /** The business number, as the sender wrote it. */
  displayPhoneNumber?: string;
  /** The webhook field it comes from, such as `history` or `smb_message_echoes`. */
  field?: string;
  /** When the webhook arrived. */
  receivedAt: Date;
  /** The part of the webhook this event was made from, as it arrived. */
  raw: unknown;
}

/** What an event has when its webhook describes the customer. */
export interface WithContact {
  /** The entry of `contacts` that belongs to it, as WhatsApp wrote it. */
  contact?: Contact;
}

/** One chat of a history chunk. */
export interface HistoryThread {
  /** Who the chat is with. */
  customer: Customer;
  /** Its messages, in the sender's order. */
  messages: MessageRecord[];
}

/** A chunk of chat history. Chunks arrive in any order, and some of them twice. */
export interface HistoryEvent extends EventBase {
  type: "history";
  /** The age range: 0 is the day of onboarding, 1 up to day 90, 2 up to day 180. A phase without messages never comes. */
  phase?: number;
  /** Orders the chunks of one phase. */
  chunkOrder?: number;
  /** Overall percentage. Only 100 says that the synchronization is complete, and chunks may still follow. */
  progress?: number;
  /** The chats. */
  threads: HistoryThread[];
}

/** The asset of an earlier `media_placeholder` with the same `message.id`. It may come first. */
export interface HistoryMediaEvent extends EventBase, MessageRecord, WithContact {
  type: "history.media";
}

/** The business keeps its chat history to itself. An outcome, not a failure. */
export interface HistoryDeclinedEvent extends EventBase {
  type: "history.declined";
  /** What the sender gave as the reason; one of them has code 2593109. */
  errors: WebhookError[];
}

/** One entry of the address book in the WhatsApp Business app. */
export interface SyncedContact {
  /** An edit is reported as `add`. */
  action: Open<"add" | "remove">;
  /** Who it is. */
  customer: Customer;
  /** Absent when the contact was removed. */
  fullName?: string;
  /** Absent when the contact was removed, or has one name only. */
  firstName?: string;
  /** Use it as a version: the newest wins, and of two alike the one that arrives later. */
  changedAt?: Date;
}

/** Contacts added, edited or removed in the WhatsApp Business app. */
export interface ContactsEvent extends EventBase {
  type: "contacts";
  /** The contacts, in the sender's order. */
  contacts: SyncedContact[];
}

/** One message that staff sent from the phone, edits and revocations included. */
export interface EchoEvent extends EventBase, MessageRecord, WithContact {
  type: "echo";
}

/** One live message from a customer, edits and revocations included. */
export interface MessageEvent extends EventBase, MessageRecord, WithContact {
  type: "message";
}

/** The delivery status of a message that was sent through the API. */
export interface StatusEvent extends EventBase, WithContact {
  type: "status";
  /** The status as WhatsApp wrote it. */
  status: MessageStatus;
  /** Who the message went to. */
  customer: Customer;
}

/**
 * What an account event means for coexistence:
 *
 * - `disconnected`: the number left the API (`PARTNER_REMOVED`). It has to be onboarded again.
 * - `paused`: the phone was changed or the app reinstalled (`ACCOUNT_OFFBOARDED`). Keep the credentials.
 * - `reconnected`: the pause is over (`ACCOUNT_RECONNECTED`).
 * - `other`: anything else.
 */
export type AccountChange = "disconnected" | "paused" | "reconnected" | "other";

/**
 * Something happened to the account: every `account_update`, and the other documented notices that are about the
 * account or a customer and carry no message (`field` tells which).
 */
export interface AccountEvent extends EventBase {
  type: "account";
  /** The sender's name for it. Where the notice has none, the name of the field or list it stands in. */
  event: AccountUpdateValue["event"];
  /** What it means for coexistence. */
  change: AccountChange;
  /** Why the number was disconnected. */
  reason?: Exclude<DisconnectionInfo["reason"], undefined>;
  /** Who disconnected it. */
  initiatedBy?: Open<"USER" | "SYSTEM">;
  /** When it happened. */
  occurredAt?: Date;
}

/** 360dialog tells its partner about a channel, client or template. */
export interface PartnerEvent extends EventBase {
  type: "partner";
  /** 360dialog's name for it, such as `channel_live`. */
  event: string;
  /** What it carries; for channel events the channel. */
  data: unknown;
}

/** Why something came out as `unknown`. */
export type UnknownReason =
  /** The body is not JSON, or not text. */
  | "not_json"
  /** The body is neither Meta's envelope nor 360dialog's. */
  | "unknown_envelope"
  /** The webhook is about something other than WhatsApp. */
  | "unknown_object"
  /** A change has no field, and its value does not tell which it would be. */
  | "missing_field"
  /** A change has a field that is not documented. */
  | "unknown_field"
  /** A member stands where none is documented. */
  | "unknown_key"
  /** A known field holds nothing that is known there. */
  | "empty_value"
  /** An item has another shape than documented. `issues` says where. */
  | "malformed"
  /** An error other than the business declining stands where history was expected. */
  | "history_error"
  /** An entry of the address book is not a contact. */
  | "unknown_item";

/** One reason why an item is malformed. */
export interface UnknownIssue {
  /** Where in the item, such as `text.body`. */
  path: string;
  /** What is wrong there. It holds no value, but the path may hold keys the sender wrote. */
  message: string;
}

/** Anything that is none of the other events, whole or one item. Nothing is ever dropped instead. */
export interface UnknownEvent extends EventBase {
  type: "unknown";
  /** Why. */
  reason: UnknownReason;
  /** Where in the webhook, such as `entry[0].changes[0].value.messages[3]`. */
  path: string;
  /** What is wrong with a malformed item. */
  issues?: UnknownIssue[];
}

/** Every event, discriminated by `type`. */
export type CoexistenceEvent =
  | HistoryEvent
  | HistoryMediaEvent
  | HistoryDeclinedEvent
  | ContactsEvent
  | EchoEvent
  | MessageEvent
  | StatusEvent
  | AccountEvent
  | PartnerEvent
  | UnknownEvent;

/** The `type` of an event. */
export type EventType = CoexistenceEvent["type"];

/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<CoexistenceEvent, { type: Type }>;

/**
 * The types of the events, in the order of the documentation.
 *
 * @internal
 */
export const eventTypes = Object.keys({
  history: true,
  "history.media": true,
  "history.declined": true,
  contacts: true,
  echo: true,
  message: true,
  status: true,
  account: true,
  partner: true,
  unknown: true,
} satisfies Record<EventType, true>) as readonly EventType[];
