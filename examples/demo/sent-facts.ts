import type { EchoesValue, HistoryValue, MessagesValue, StateSyncValue } from "whatsapp-coexistence/schemas";
import type { Answered } from "./player.ts";

type AnyValue = Partial<Pick<HistoryValue, "history" | "messages" | "message_echoes">> &
  Partial<Pick<MessagesValue, "messages">> &
  Partial<Pick<EchoesValue, "message_echoes">> &
  Partial<Pick<StateSyncValue, "state_sync">>;

/** What a faithful receiver must end up with, counted in what was sent and not in what was received. */
export interface SentFacts {
  messages: number;
  placeholders: number;
  assets: number;
  edits: number;
  revocations: number;
  contacts: number;
}

/** Counts the genuine webhooks, each message once. */
export function countSent(deliveries: readonly Answered[]): SentFacts {
  const messages = new Set<string>();
  const placeholders = new Set<string>();
  const assets = new Set<string>();
  const edits = new Set<string>();
  const revocations = new Set<string>();
  const contacts = new Map<string, string>();

  for (const { business, step, webhook, kind } of deliveries) {
    if (kind === "forged") continue;
    for (const { value } of webhook.entry.flatMap(({ changes }) => changes)) {
      const { history = [], messages: received = [], message_echoes: echoes = [], state_sync = [] } = value as AnyValue;
      const past = history.flatMap((chunk) => ("threads" in chunk ? threadMessages(chunk) : []));
      for (const message of [...past, ...received, ...echoes]) {
        if (step === "media") assets.add(message.id);
        else if (message.type === "edit") edits.add(message.id);
        else if (message.type === "revoke") revocations.add(message.id);
        else messages.add(message.id);
        if (message.type === "media_placeholder") placeholders.add(message.id);
      }
      for (const { contact, action } of state_sync) {
        contacts.set(`${business.name} ${contact.user_id ?? contact.phone_number}`, action);
      }
    }
  }
  return {
    messages: messages.size,
    placeholders: placeholders.size,
    assets: assets.size,
    edits: edits.size,
    revocations: revocations.size,
    contacts: [...contacts.values()].filter((action) => action === "add").length,
  };
}

function threadMessages(chunk: object) {
  const { threads } = chunk as Extract<NonNullable<HistoryValue["history"]>[number], { threads: unknown }>;
  return threads.flatMap((thread) => thread.messages);
}
