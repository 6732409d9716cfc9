import type {
  Customer,
  Direction,
  EchoEvent,
  HistoryMediaEvent,
  MessageEvent,
  MessageRecord,
  MessageSource,
} from "../model/index.ts";
import { isSamePhoneNumber } from "../phone-number/variants.ts";
import type { Message } from "../schemas/index.ts";
import { messageSchemaFor } from "../schemas/messages/message.ts";
import type { ContactBook } from "./contact-book.ts";
import { describeCustomer } from "./customer.ts";
import type { Frame } from "./frame.ts";
import { readTime } from "./time.ts";
import { Malformed, validate } from "./validate.ts";

/** What stands beside a single message in its value. */
export interface MessagePlace {
  readonly contacts: ContactBook;
  /** How many items all lists of the value hold. */
  readonly size: number;
}

type MessageEventType = (MessageEvent | EchoEvent | HistoryMediaEvent)["type"];

/**
 * Checks one message by the schema of its type.
 *
 * @internal
 */
export function validateMessage(item: unknown): Message | Malformed {
  const type = typeof item === "object" && item !== null ? (item as { type?: unknown }).type : undefined;
  return validate(messageSchemaFor(type), item) as Message | Malformed;
}

/**
 * Reads a live message: always from the customer.
 *
 * @internal
 */
export function readLiveMessage(frame: Frame, item: unknown, path: string, place: MessagePlace): void {
  readMessage(frame, item, path, place, "message", () => "inbound");
}

/**
 * Reads a message that was sent from the phone: always from the business.
 *
 * @internal
 */
export function readEcho(frame: Frame, item: unknown, path: string, place: MessagePlace): void {
  readMessage(frame, item, path, place, "echo", () => "outbound");
}

/**
 * Reads the asset of an earlier placeholder out of the list `messages` of a `history` value: from the customer, unless
 * it carries the business number.
 *
 * @internal
 */
export function readMedia(frame: Frame, item: unknown, path: string, place: MessagePlace): void {
  const business = frame.origin.displayPhoneNumber;
  readMessage(frame, item, path, place, "history.media", ({ from }) =>
    isSamePhoneNumber(from, business) ? "outbound" : "inbound",
  );
}

/**
 * Reads the asset of an earlier placeholder out of the list `message_echoes` of a `history` value: from the business.
 *
 * @internal
 */
export function readMediaEcho(frame: Frame, item: unknown, path: string, place: MessagePlace): void {
  readMessage(frame, item, path, place, "history.media", () => "outbound");
}

function readMessage(
  frame: Frame,
  item: unknown,
  path: string,
  { contacts, size }: MessagePlace,
  type: MessageEventType,
  directionOf: (message: Message) => Direction,
): void {
  const message = validateMessage(item);
  if (message instanceof Malformed) return frame.malformed(path, item, message);
  const direction = directionOf(message);
  const identity = customerIdentity(message, direction);
  const contact = contacts.find({ number: identity.waId, userId: identity.userId }, size === 1);
  const customer = describeCustomer(identity, contact);
  frame.emit({
    type,
    // A placeholder and its media share the wamid, and so do an unsupported message and its later, readable form.
    id: frame.id(type, [message.id, message.type]),
    ...frame.origin,
    ...makeRecord(message, direction, customer, type),
    ...(contact === undefined ? {} : { contact }),
    raw: item,
  });
}

/**
 * How a message itself names its customer: as the sender of an inbound one, as the receiver of an outbound one.
 *
 * @internal
 */
export function customerIdentity(message: Message, direction: Direction) {
  return direction === "inbound"
    ? { waId: message.from, userId: message.from_user_id, parentUserId: message.from_parent_user_id }
    : { waId: message.to, userId: message.to_user_id, parentUserId: message.to_parent_user_id };
}

/**
 * Makes a message record.
 *
 * @internal
 */
export function makeRecord(
  message: Message,
  direction: Direction,
  customer: Customer,
  source: MessageSource,
): MessageRecord {
  const sentAt = readTime(message.timestamp);
  const status = message.history_context?.status;
  // Nearly every message of a history has both, and there are thousands: one literal is built faster than grown.
  if (sentAt !== undefined && status !== undefined) return { message, direction, customer, sentAt, status, source };
  const record: MessageRecord = { message, direction, customer, source };
  if (sentAt !== undefined) record.sentAt = sentAt;
  if (status !== undefined) record.status = status;
  return record;
}
