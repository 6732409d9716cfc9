import type { Coexistence, MessageRecord } from "../../../src/index.ts";
import { Inbox } from "./inbox.ts";

/** What an application has made of what it was told, as text. */
export interface Application {
  describe(): string;
}

const ranks = ["sent", "delivered", "read", "played"];

/** Keeps what its listeners are told as the guides say, in the inbox of the examples. */
export function careful(coexistence: Coexistence): Application {
  const inbox = new Inbox();
  const statuses = new Map<string, string>();
  coexistence.onHistory(({ threads }) => {
    for (const { messages } of threads) for (const message of messages) inbox.save(message);
  });
  for (const register of [coexistence.onHistoryMedia, coexistence.onEcho, coexistence.onMessage]) {
    register.call(coexistence, (event: MessageRecord) => inbox.save(event));
  }
  coexistence.onContactSync((event) => inbox.saveContacts(event));
  coexistence.onStatus(({ status: { id, status } }) => {
    if (ranks.indexOf(status) >= ranks.indexOf(statuses.get(id) ?? "")) statuses.set(id, status);
  });
  return {
    describe: () =>
      print({
        chats: sorted(
          inbox
            .chats()
            .map(({ keys, customer, messages }) => [
              [...keys].sort(),
              inbox.nameOf(customer),
              sorted(
                [...messages].map(([id, { original, asset, edit, isRevoked }]) => [
                  id,
                  [original, asset, edit].map(contentOf),
                  isRevoked,
                ]),
              ),
            ]),
        ),
        contacts: inbox.contacts(),
        statuses: sorted([...statuses]),
      }),
  };
}

/** The control: what came last counts, whatever it is. */
export function careless(coexistence: Coexistence): Application {
  const messages = new Map<string, unknown>();
  const names = new Map<string, unknown>();
  const statuses = new Map<string, string>();
  const save = (record: MessageRecord): void => void messages.set(record.message.id, contentOf(record));
  coexistence.onHistory(({ threads }) => {
    for (const thread of threads) for (const message of thread.messages) save(message);
  });
  for (const register of [coexistence.onHistoryMedia, coexistence.onEcho, coexistence.onMessage]) {
    register.call(coexistence, save);
  }
  coexistence.onContactSync(({ contacts }) => {
    for (const { customer, fullName } of contacts) names.set(print(customer), fullName);
  });
  coexistence.onStatus(({ status: { id, status } }) => void statuses.set(id, status));
  return { describe: () => print([messages, names, statuses].map((map) => sorted([...map]))) };
}

/** What a record says, without how it came. */
function contentOf(record: MessageRecord | undefined): unknown {
  if (record === undefined) return null;
  const { message, direction, customer, sentAt, status, source } = record;
  return { message, direction, customer, sentAt, status, source };
}

const print = (value: unknown): string => JSON.stringify(value);
const sorted = (items: readonly unknown[]): unknown[] =>
  [...items].sort((left, right) => (print(left) < print(right) ? -1 : 1));
