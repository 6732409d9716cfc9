import type { Customer } from "../../model/index.ts";
import type { Change } from "../../payloads/change.ts";
import type { Message } from "../../schemas/index.ts";
import { isMembers } from "../members.ts";

/** A message that was written on the phone, or arrived there. */
export interface Remembered {
  readonly message: Message;
  readonly customer: Customer;
  readonly isFromStaff: boolean;
}

/** What a phone keeps, whether or not the number is on the API: the history of its next sign-up. */
export interface Memory {
  /** When the number was onboarded for the first time, in Unix seconds. Its history of that time keeps its times. */
  onboardedAt: number | undefined;
  readonly remembered: Remembered[];
}

/** Keeps the messages that a change reports. */
export function remember(memory: Memory, { field, value }: Change, customers: readonly Customer[]): void {
  if (!isMembers(value)) return;
  const isFromStaff = field === "smb_message_echoes";
  const messages = value[isFromStaff ? "message_echoes" : "messages"];
  const customer = findCustomer(value["contacts"], customers);
  if (!Array.isArray(messages) || customer === undefined) return;
  for (const message of messages.filter(isMessage)) memory.remembered.push({ message, customer, isFromStaff });
}

function findCustomer(contacts: unknown, customers: readonly Customer[]): Customer | undefined {
  const contact: unknown = Array.isArray(contacts) ? contacts[0] : undefined;
  if (!isMembers(contact)) return undefined;
  return customers.find(({ waId, userId }) => contact["wa_id"] === waId && contact["user_id"] === userId);
}

function isMessage(value: unknown): value is Message {
  return isMembers(value) && typeof value["id"] === "string" && typeof value["type"] === "string";
}
