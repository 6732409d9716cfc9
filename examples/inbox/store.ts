import {
  type AccountEvent,
  type CoexistenceEvent,
  type ContactsEvent,
  type Customer,
  type HistoryEvent,
  type Message,
  type MessageRecord,
  phoneNumberVariants,
  type StatusEvent,
} from "whatsapp-coexistence";
import { planAfterAccountEvent } from "whatsapp-coexistence/client";
import { type Asset, assetOf } from "./content.ts";
import { Customers } from "./customers.ts";
import type { parts } from "./schema.ts";
import { type Sql, wellFormed } from "./sql.ts";

type Part = (typeof parts)[number];

/** Where a message is saved: in the inbox of which number, under which id, in whose chat. */
interface Place {
  readonly number: string;
  readonly id: string;
  readonly customer: Customer;
}

/** What is saved of a part, with its time in milliseconds. */
type PartContent = Readonly<Record<string, unknown>> & { readonly rank: number; readonly sentAt: number | undefined };

// They arrive in any order. What failed has not arrived, whatever was said before.
const statusRanks: Readonly<Record<string, number>> = { sent: 1, delivered: 2, read: 3, played: 4, failed: 5 };

// An edit can come before its message, and name the customer in another way. Whose chat it is, says the message.
const owners: Partial<Record<Part, string>> = {
  original: "excluded.customer",
  asset: "iif(original IS NULL, excluded.customer, customer)",
};

type SystemMessage = Extract<Message, { type: "system" }>;

/** What holds a message's words and files. */
const contentParts = ["original", "asset", "edit"] as const;

/** Writes what arrives. Call it in a transaction: one event is many rows. */
export class Store {
  readonly #customers: Customers;
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#customers = new Customers(sql);
  }

  /** Takes the messages of a chunk of history. */
  saveHistory(event: HistoryEvent): void {
    const number = this.saveNumber(event);
    for (const { messages } of event.threads) for (const record of messages) this.#save(number, record);
  }

  /** Takes a media follow-up, an echo or a live message. */
  saveMessage(event: CoexistenceEvent & MessageRecord): void {
    this.#save(this.saveNumber(event), event);
  }

  /** Takes changes of the address book. */
  saveContacts(event: ContactsEvent): void {
    this.#customers.saveContacts(this.saveNumber(event), event.contacts);
  }

  /** Takes the status of a message that was sent through the API. What it says is known to the program that sent it. */
  saveStatus(event: StatusEvent): void {
    const { id, status, timestamp, errors } = event.status;
    const place = { number: this.saveNumber(event), id, customer: event.customer };
    const sentAt = timestamp === undefined ? undefined : Number(timestamp) * 1000;
    this.#put("status", place, { status, title: errors?.[0]?.title, sentAt, rank: statusRanks[status] ?? 0 });
  }

  /** Takes what happened to the connection of a number, or of an account with all its numbers. */
  saveAccount(event: AccountEvent): void {
    const { change, phoneNumberId, displayPhoneNumber, wabaId, occurredAt, receivedAt } = event;
    const [digits] = displayPhoneNumber === undefined ? [] : phoneNumberVariants(displayPhoneNumber);
    const about = phoneNumberId ?? digits ?? wabaId;
    if (about === undefined || change === "other") return;
    const at = Math.min(occurredAt?.getTime() ?? Number.POSITIVE_INFINITY, receivedAt.getTime());
    this.#sql.run(
      "INSERT INTO account_changes VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      ...[about, at, change, planAfterAccountEvent(event).explanation],
    );
  }

  /** Notes the number an event is about, and returns the key of its inbox. */
  saveNumber({ phoneNumberId = "unknown", wabaId, displayPhoneNumber }: CoexistenceEvent): string {
    this.#sql.run(
      `INSERT INTO numbers (id, waba_id, display_phone_number) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET
         waba_id = coalesce(excluded.waba_id, waba_id),
         display_phone_number = coalesce(excluded.display_phone_number, display_phone_number)`,
      ...[phoneNumberId, wabaId ?? null, displayPhoneNumber ?? null],
    );
    return phoneNumberId;
  }

  #save(number: string, { message, customer, direction, source, status, sentAt }: MessageRecord): void {
    const content = { message, direction, source, status, sentAt: sentAt?.getTime() };
    const at = content.sentAt ?? 0;
    const put = (part: Part, id: string, rank: number) =>
      this.#put(part, { number, id, customer }, { ...content, rank });
    if (message.type === "edit") put("edit", message.edit.original_message_id, at);
    else if (message.type === "revoke") put("revoke", message.revoke.original_message_id, at);
    else if (message.type === "reaction") put(`reaction_${direction}`, message.reaction.message_id, at);
    else if (source === "history.media") put("asset", message.id, at);
    else {
      // The same message can come as an echo, in the history, and there as a placeholder: what says more wins.
      put("original", message.id, message.type === "media_placeholder" ? 0 : source === "history" ? 1 : 2);
    }
    const asset = assetOf(message);
    if (asset !== undefined) this.#expectMedia(number, asset);
    if (message.type === "system") this.#follow(number, customer, message.system, at);
    this.#clearRevoked(number, originalIdOf(message));
  }

  /** A customer who changes their number gets another user id: the chat goes on. */
  #follow(number: string, customer: Customer, system: SystemMessage["system"], at: number): void {
    const { type, wa_id: waId, user_id: userId, previous_user_id } = system;
    if (type !== "user_changed_number" && type !== "user_changed_user_id") return;
    const before = previous_user_id === undefined ? customer : { ...customer, userId: previous_user_id };
    this.#customers.follow(number, before, { ...(waId && { waId }), ...(userId && { userId }) }, at);
  }

  #put(part: Part, { number, id, customer }: Place, content: PartContent): void {
    const chat = this.#customers.meet(number, customer, content.sentAt ?? 0);
    this.#sql.run(
      `INSERT INTO messages (number, id, customer, ${part}) VALUES (?, ?, ?, ?)
       ON CONFLICT (number, id) DO UPDATE SET ${part} = excluded.${part}, customer = ${owners[part] ?? "customer"}
       WHERE excluded.${part} ->> '$.rank' >= coalesce(${part} ->> '$.rank', -1)`,
      ...[number, id, chat, JSON.stringify(content, wellFormed)],
    );
  }

  /** What was taken back is not kept, whether it came before or after that. That there was a message stays. */
  #clearRevoked(number: string, id: string): void {
    const rows = this.#sql.all<Readonly<Record<"original" | "asset", string | null>>>(
      "SELECT original, asset FROM messages WHERE number = ? AND id = ? AND revoke IS NOT NULL",
      ...[number, id],
    );
    for (const json of rows.flatMap(({ original, asset }) => [original ?? "{}", asset ?? "{}"])) {
      const { message }: { message?: Message } = JSON.parse(json);
      const file = message && assetOf(message);
      if (file !== undefined) this.#sql.run("UPDATE media SET bytes = x'', filename = NULL WHERE id = ?", file.id);
    }
    if (rows.length === 0) return;
    this.#sql.run(
      `UPDATE messages SET ${contentParts.map((part) => `${part} = json_remove(${part}, '$.message')`).join(", ")}
       WHERE number = ? AND id = ?`,
      ...[number, id],
    );
  }

  /** Notes a file that is to be shown. It is fetched later, outside of the transaction. */
  #expectMedia(number: string, { id, mime_type, filename }: Asset): void {
    this.#sql.run(
      "INSERT INTO media (id, number, type, filename) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      ...[id, number, mime_type ?? "", filename ?? null],
    );
  }
}

/** Which message one is, or changes. */
function originalIdOf(message: Message): string {
  if (message.type === "edit") return message.edit.original_message_id;
  return message.type === "revoke" ? message.revoke.original_message_id : message.id;
}
