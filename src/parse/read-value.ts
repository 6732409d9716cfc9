import { Contact, Metadata } from "../schemas/index.ts";
import { ContactBook } from "./contact-book.ts";
import { type Frame, isAbsent, isJsonObject, type JsonObject } from "./frame.ts";
import { isNoticeField, readAccountUpdate, readNotice, readNoticeItem } from "./read-account.ts";
import { readStateSync } from "./read-contacts.ts";
import { readHistoryItem } from "./read-history.ts";
import { type MessagePlace, readEcho, readLiveMessage, readMedia, readMediaEcho } from "./read-message.ts";
import { readStatus } from "./read-status.ts";
import { Malformed, validate } from "./validate.ts";

type ItemReader = (frame: Frame, item: unknown, path: string, place: MessagePlace) => void;
type ListReader = (frame: Frame, items: readonly unknown[], path: string, place: MessagePlace) => void;

const each =
  (readItem: ItemReader): ListReader =>
  (frame, items, path, place) => {
    for (const [index, item] of items.entries()) readItem(frame, item, `${path}[${index}]`, place);
  };

const notices = (list: Parameters<typeof readNoticeItem>[3]): ListReader =>
  each((frame, item, path) => readNoticeItem(frame, item, path, list));

const errors = notices("errors");
const echoes: Readonly<Record<string, ListReader>> = { message_echoes: each(readEcho), errors };

/**
 * The lists each field can hold, and who reads them. None excludes another.
 *
 * This table is why history can never come out as live messages: the same list `messages` has another reader there.
 */
const listReaders: Readonly<Record<string, Readonly<Record<string, ListReader>>>> = {
  history: {
    history: each(readHistoryItem),
    messages: each(readMedia),
    message_echoes: each(readMediaEcho),
    errors,
  },
  smb_app_state_sync: { state_sync: readStateSync, errors },
  smb_message_echoes: echoes,
  // How one public note names the same field in the dashboard. Other apps' messages come under it too.
  message_echoes: echoes,
  messages: {
    messages: each(readLiveMessage),
    statuses: each(readStatus),
    errors,
    user_actions: notices("user_actions"),
  },
  user_preferences: { user_preferences: notices("user_preferences"), errors },
  user_id_update: { user_id_update: notices("user_id_update"), errors },
};

/** What stands beside the lists. */
const context = ["messaging_product", "metadata", "contacts"];

/** What a value is part of. */
export interface ValueContext {
  /** The change or envelope, for the case that its field is not known. */
  readonly whole: unknown;
  /** Where that stands. */
  readonly wholePath: string;
  /** The time of the entry. */
  readonly time: string | undefined;
}

/**
 * Reads the value of a change by its field.
 *
 * @internal
 */
export function readValue(frame: Frame, field: string, value: unknown, { whole, wholePath, time }: ValueContext): void {
  const read = readerFor(field);
  if (read === undefined) return frame.unknown("unknown_field", wholePath, whole);
  if (!isJsonObject(value)) return frame.malformed(wholePath, whole, "expected an object as the value");
  read(frame, value, time);
}

type ValueReader = (frame: Frame, value: JsonObject, time: string | undefined) => void;

function readerFor(field: string): ValueReader | undefined {
  if (field === "account_update") return readAccountUpdate;
  if (isNoticeField(field)) return (frame, value, time) => readNotice(frame, value, field, time);
  const lists = Object.hasOwn(listReaders, field) ? listReaders[field] : undefined;
  return lists && ((frame, value) => readLists(withMetadata(frame, value), value, lists));
}

/**
 * Names the field of a value that came without one, where only one is possible. The list `messages` can be live or
 * history, so it names none.
 *
 * @internal
 */
export function inferField(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Array.isArray(value["history"])) return "history";
  if (Array.isArray(value["state_sync"])) return "smb_app_state_sync";
  return undefined;
}

function readLists(frame: Frame, value: JsonObject, readers: Readonly<Record<string, ListReader>>): void {
  const lists = Object.keys(readers).map((list) => value[list]);
  const size = lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  const place: MessagePlace = { contacts: readContactBook(frame, value), size };
  let found = false;
  for (const [list, read] of Object.entries(readers)) {
    const items = value[list];
    if (isAbsent(items)) continue;
    found = true;
    if (Array.isArray(items)) read(frame, items, frame.at(list), place);
    else frame.malformed(frame.at(list), { [list]: items }, "expected a list");
  }
  frame.readText(value, "messaging_product");
  const hasOthers = frame.surfaceOtherKeys(value, new Set([...context, ...Object.keys(readers)]));
  if (!found && !hasOthers) frame.unknown("empty_value", frame.path, value);
}

const metadataKeys: ReadonlySet<string> = new Set(["display_phone_number", "phone_number_id"]);

function withMetadata(frame: Frame, value: JsonObject): Frame {
  const metadata = frame.readMember<Metadata>(value, "metadata", Metadata, { metadata: value["metadata"] });
  if (metadata === undefined) return frame;
  const known = frame.within({
    phoneNumberId: metadata.phone_number_id,
    displayPhoneNumber: metadata.display_phone_number,
  });
  known.inside(known.at("metadata")).surfaceOtherKeys(metadata, metadataKeys);
  return known;
}

function readContactBook(frame: Frame, value: JsonObject): ContactBook {
  const raw = value["contacts"];
  const contacts: Contact[] = [];
  if (Array.isArray(raw)) {
    for (const [index, item] of raw.entries()) {
      const contact = validate(Contact, item);
      if (contact instanceof Malformed) frame.malformed(`${frame.at("contacts")}[${index}]`, item, contact);
      else contacts.push(contact);
    }
  } else if (!isAbsent(raw)) {
    frame.malformed(frame.at("contacts"), { contacts: raw }, "expected a list");
  }
  return new ContactBook(contacts, Array.isArray(raw) ? raw.length : 0);
}
