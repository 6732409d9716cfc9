import type { AccountEvent, Customer, HistoryEvent, SyncedContact } from "../../model/index.ts";
import type { KnownMessage, Message, MessageStatus, WebhookError } from "../../schemas/index.ts";
import { count } from "../terminal/count.ts";

/**
 * Names a customer: what identifies them first, then what they are called.
 *
 * @internal
 */
export function describeCustomer(customer: Customer, name = customer.profileName): string {
  const { waId, userId, username } = customer;
  const called = name ?? (username === undefined ? undefined : `@${username}`);
  return [waId ?? userId, called].filter((part) => part !== undefined).join(" ");
}

/**
 * Names a contact of the address book.
 *
 * @internal
 */
export function describeContact({ customer, fullName, firstName }: SyncedContact): string {
  return describeCustomer(customer, fullName ?? firstName);
}

/**
 * Names what kind of message it is, with the kind inside where there is one.
 *
 * @internal
 */
export function describeMessage(message: Message): string {
  return withDetail(message.type, detailOf(message as KnownMessage));
}

function detailOf(message: KnownMessage): string | undefined {
  switch (message.type) {
    case "edit":
      return message.edit.message.type;
    case "interactive":
      return message.interactive.type;
    case "reaction":
      return message.reaction.emoji === undefined ? "removed" : undefined;
    case "system":
      return message.system.type;
    case "unsupported":
      return message.unsupported?.type ?? codesOf(message.errors);
    default:
      return codesOf(message.errors);
  }
}

/**
 * Names a delivery status, with the codes of what failed.
 *
 * @internal
 */
export function describeStatus({ status, errors }: MessageStatus): string {
  return withDetail(status, codesOf(errors));
}

/**
 * Says what an account event means for coexistence, where it means something.
 *
 * @internal
 */
export function describeChange({ change, reason, initiatedBy }: AccountEvent): string | undefined {
  if (change === "other") return undefined;
  const parts = [change, reason && `reason ${reason}`, initiatedBy && `initiated by ${initiatedBy}`];
  return parts.filter((part) => part !== undefined).join(", ");
}

/**
 * Says by which errors the business declined.
 *
 * @internal
 */
export function describeErrors(errors: readonly WebhookError[]): string {
  return errors.map(({ code, title }) => [code, title].filter((part) => part !== undefined).join(" ")).join(", ");
}

/**
 * Says where a chunk stands in the synchronization, and how much is in it.
 *
 * @internal
 */
export function describeChunk({ phase, chunkOrder, progress, threads }: HistoryEvent): string {
  const place = [
    phase === undefined ? undefined : `phase ${phase}`,
    chunkOrder === undefined ? undefined : `chunk ${chunkOrder}`,
    progress === undefined ? undefined : `progress ${progress} %`,
  ].filter((part) => part !== undefined);
  const messages = threads.reduce((sum, thread) => sum + thread.messages.length, 0);
  const content = `${count(threads.length, "thread")}, ${count(messages, "message")}`;
  return place.length === 0 ? content : `${place.join(", ")}: ${content}`;
}

function codesOf(errors: readonly WebhookError[] | undefined): string | undefined {
  const codes = (errors ?? []).flatMap(({ code }) => (code === undefined ? [] : [code]));
  return codes.length === 0 ? undefined : codes.join(", ");
}

function withDetail(name: string, detail: string | undefined): string {
  return detail === undefined ? name : `${name} (${detail})`;
}
