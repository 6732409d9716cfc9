import { metadata, textMessage, webhook } from "./webhook.ts";

const customer = "15550002222";
const business = metadata.display_phone_number;
const value = { messaging_product: "whatsapp", metadata };

function historyMessage(index: number): Record<string, unknown> {
  const isPlaceholder = index === 2;
  return {
    from: index % 2 === 0 ? customer : business,
    id: `wamid.history${index}`,
    timestamp: String(1771837200 + index * 47),
    ...(isPlaceholder ? { type: "media_placeholder" } : { type: "text", text: { body: `Message ${index}` } }),
    history_context: { status: "READ" },
  };
}

/** The webhook whose report the guide to the command line shows: something of nearly everything. */
export const capturedWebhook = webhook(
  [
    "smb_app_state_sync",
    {
      ...value,
      state_sync: [
        {
          type: "contact",
          contact: { full_name: "Ada Example", first_name: "Ada", phone_number: customer },
          action: "add",
          metadata: { timestamp: "1772441100" },
        },
        {
          type: "contact",
          contact: { phone_number: "15550003333" },
          action: "remove",
          metadata: { timestamp: "1772441160" },
        },
      ],
    },
  ],
  [
    "history",
    {
      ...value,
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 35 },
          threads: [{ id: customer, messages: Array.from({ length: 14 }, (_, index) => historyMessage(index)) }],
        },
      ],
    },
  ],
  [
    "messages",
    {
      ...value,
      contacts: [{ profile: { name: "Ada Example" }, wa_id: customer }],
      messages: [
        textMessage({ text: { body: "Are you open today?", tone: "friendly" } }),
        textMessage({ id: "wamid.two", text: { text: "The key is wrong" } }),
      ],
      statuses: [
        {
          id: "wamid.three",
          status: "failed",
          timestamp: "1772442085",
          recipient_id: customer,
          errors: [{ code: 131049, title: "Not delivered" }],
        },
      ],
    },
  ],
  [
    "smb_message_echoes",
    {
      ...value,
      message_echoes: [
        {
          from: business,
          to: customer,
          id: "wamid.four",
          timestamp: "1772442130",
          type: "edit",
          edit: { original_message_id: "wamid.zero", message: { type: "text", text: { body: "Until six." } } },
        },
      ],
    },
  ],
  [
    "account_update",
    {
      event: "PARTNER_REMOVED",
      phone_number: business,
      disconnection_info: { reason: "PRIMARY_INACTIVITY", initiated_by: "SYSTEM" },
    },
  ],
  ["weather", { forecast: "sun" }],
);
