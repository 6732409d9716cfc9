export type { Customer } from "./customer.ts";
export type { Delivery, Transaction } from "./delivery.ts";
export {
  type AccountChange,
  type AccountEvent,
  type CoexistenceEvent,
  type ContactsEvent,
  type EchoEvent,
  type EventBase,
  type EventOf,
  type EventType,
  eventTypes,
  type HistoryDeclinedEvent,
  type HistoryEvent,
  type HistoryMediaEvent,
  type HistoryThread,
  type MessageEvent,
  type PartnerEvent,
  type Provider,
  type StatusEvent,
  type SyncedContact,
  type UnknownEvent,
  type UnknownIssue,
  type UnknownReason,
  type WithContact,
} from "./events.ts";
export type { Direction, MessageRecord, MessageSource } from "./message-record.ts";
