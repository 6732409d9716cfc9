import type { CoexistenceEvent, EventOf, EventType } from "../../../src/index.ts";

const base = { provider: "meta", receivedAt: new Date("2026-01-02T03:04:05Z"), raw: {} } as const;
const record = {
  message: { id: "wamid.1", type: "text", text: { body: "hello" } },
  direction: "inbound",
  customer: { waId: "15550002222" },
} as const;

/** One event of each type. */
export const events: { readonly [Type in EventType]: EventOf<Type> } = {
  history: { ...base, type: "history", id: "history_1", threads: [] },
  "history.media": { ...base, ...record, type: "history.media", id: "history.media_1", source: "history.media" },
  "history.declined": { ...base, type: "history.declined", id: "history.declined_1", errors: [] },
  contacts: { ...base, type: "contacts", id: "contacts_1", contacts: [] },
  echo: { ...base, ...record, type: "echo", id: "echo_1", direction: "outbound", source: "echo" },
  message: { ...base, ...record, type: "message", id: "message_1", source: "message" },
  status: { ...base, type: "status", id: "status_1", status: { id: "wamid.1", status: "read" }, customer: {} },
  account: { ...base, type: "account", id: "account_1", event: "PARTNER_REMOVED", change: "disconnected" },
  partner: { ...base, type: "partner", id: "partner_1", event: "channel_live", data: {} },
  unknown: { ...base, type: "unknown", id: "unknown_1", reason: "unknown_envelope", path: "" },
};

export const allEvents: readonly CoexistenceEvent[] = Object.values(events);
