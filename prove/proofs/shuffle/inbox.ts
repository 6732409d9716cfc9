import { type ContactsEvent, type Customer, type MessageRecord, phoneNumberVariants } from "whatsapp-coexistence";

/** One message of a chat, put together from everything that arrived about it. */
export interface InboxMessage {
  /** The message itself, or its placeholder. Absent while only an asset, edit or revocation has arrived. */
  original?: MessageRecord;
  /** The asset of a placeholder. */
  asset?: MessageRecord;
  /** The newest edit. */
  edit?: MessageRecord;
  /** Whether it was deleted for everyone. */
  isRevoked: boolean;
}

/** One chat, and who it is with. */
export interface Chat {
  customer: Customer;
  /** Every way its customer was named so far: the user id, and the variants of the number. */
  keys: Set<string>;
  /** By `message.id`. */
  messages: Map<string, InboxMessage>;
}

/** One entry of the address book. A removed one stays as a marker, so that an older `add` cannot bring it back. */
export interface AddressBookEntry {
  name?: string;
  isRemoved: boolean;
  changedAt: number;
}

/**
 * The messages of one business number, in memory. Each part of a message is kept on its own, so it does not matter in
 * which order, from which webhook, or how often they arrive. In a database: one row for each `message.id`, a column for
 * each part, and `insert … on conflict (id) do update` of that column alone.
 */
export class Inbox {
  readonly #messages = new Map<string, InboxMessage>();
  readonly #chats = new Map<string, Chat>();
  readonly #addressBook = new Map<string, AddressBookEntry>();

  /** Takes a record from the history, a media follow-up, an echo or a live message. */
  save(record: MessageRecord): void {
    const { message, customer } = record;
    if (message.type === "edit") {
      const edited = this.#message(customer, message.edit.original_message_id);
      if (isNewer(record, edited.edit)) edited.edit = record;
    } else if (message.type === "revoke") {
      this.#message(customer, message.revoke.original_message_id).isRevoked = true;
    } else if (record.source === "history.media") {
      this.#message(customer, message.id).asset = record;
    } else {
      const saved = this.#message(customer, message.id);
      // The same message can come as an echo and as a placeholder: what has content wins.
      if (saved.original === undefined || message.type !== "media_placeholder") saved.original = record;
    }
  }

  /** Takes contacts of the address book: the newest change wins, and of two alike the one that arrives later. */
  saveContacts({ contacts }: ContactsEvent): void {
    for (const { customer, action, fullName, changedAt } of contacts) {
      const keys = keysOf(customer);
      const known = keys.map((key) => this.#addressBook.get(key)).find((entry) => entry !== undefined);
      const time = changedAt?.getTime() ?? 0;
      if (known !== undefined && known.changedAt > time) continue;
      const entry: AddressBookEntry = { isRemoved: action === "remove", changedAt: time };
      if (fullName !== undefined) entry.name = fullName;
      for (const key of keys) this.#addressBook.set(key, entry);
    }
  }

  /** All chats, each once. */
  chats(): Chat[] {
    return [...new Set(this.#chats.values())];
  }

  /** What the business calls a customer, else what they call themself. */
  nameOf(customer: Customer): string {
    const entries = keysOf(customer).map((key) => this.#addressBook.get(key));
    const inAddressBook = entries.find((entry) => entry?.isRemoved === false)?.name;
    return inAddressBook ?? customer.profileName ?? customer.username ?? customer.waId ?? "Somebody";
  }

  /** One message, if anything arrived about it. */
  find(id: string): InboxMessage | undefined {
    return this.#messages.get(id);
  }

  /** How many contacts the address book has. */
  contacts(): number {
    return [...new Set(this.#addressBook.values())].filter(({ isRemoved }) => !isRemoved).length;
  }

  #message(customer: Customer, id: string): InboxMessage {
    const message = this.#messages.get(id) ?? { isRevoked: false };
    this.#messages.set(id, message);
    this.#chat(customer).messages.set(id, message);
    return message;
  }

  /**
   * Finds the chat of a customer by any of their keys. A customer who was known by number alone gets a user id later,
   * so two chats can turn out to be one.
   */
  #chat(customer: Customer): Chat {
    const keys = keysOf(customer);
    const known = keys.map((key) => this.#chats.get(key)).filter((chat) => chat !== undefined);
    const [chat = { customer: {}, keys: new Set(), messages: new Map() }, ...same] = new Set<Chat>(known);
    for (const other of same) {
      for (const [id, message] of other.messages) chat.messages.set(id, message);
      for (const key of other.keys) chat.keys.add(key);
      Object.assign(chat.customer, other.customer);
    }
    Object.assign(chat.customer, customer);
    for (const key of keys) chat.keys.add(key);
    for (const key of chat.keys) this.#chats.set(key, chat);
    return chat;
  }
}

function keysOf({ userId, waId }: Customer): string[] {
  return [...(userId === undefined ? [] : [userId]), ...(waId === undefined ? [] : phoneNumberVariants(waId))];
}

function isNewer(record: MessageRecord, than: MessageRecord | undefined): boolean {
  return than === undefined || (record.sentAt?.getTime() ?? 0) >= (than.sentAt?.getTime() ?? 0);
}
