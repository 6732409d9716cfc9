// Every call of 360dialog's clients, once: what it sends, and what it makes of the documented success.
import {
  type CallOptions,
  Dialog360Client,
  Dialog360PartnerClient,
  type TransportOptions,
} from "../../../../src/client/index.ts";

export const partnerKey = "invented-partner-key";
export const numberKey = "invented-number-key";

/** Both clients, for one server. */
export interface Clients {
  readonly hub: Dialog360PartnerClient;
  readonly number: Dialog360Client;
}

/** The clients of a server. A call is sent once, so that no test waits for a repetition it does not look at. */
export function clientsOf(url: string, options: TransportOptions = { maxAttempts: 1 }): Clients {
  return {
    hub: new Dialog360PartnerClient({
      partnerId: "InventPA",
      apiKey: partnerKey,
      baseUrl: `${url}/api/v2`,
      ...options,
    }),
    number: new Dialog360Client({ apiKey: numberKey, baseUrl: url, ...options }),
  };
}

export interface KnownCall {
  readonly name: string;
  readonly api: "hub" | "messaging";
  readonly safety: "idempotent" | "unsafe" | "once";
  readonly make: (clients: Clients, options?: CallOptions) => Promise<unknown>;
  /** Method and path, the query, and the body. */
  readonly sends: readonly [string, query?: Record<string, string>, body?: unknown];
  /** The answer, and what comes out of it. `undefined` stands for no body. */
  readonly answer: unknown;
  readonly result: unknown;
}

const client = { id: "InventCL", name: "Corner Bakery", contact_info: { email: "owner@example.com" } };
const channel = { id: "InventCH", is_on_biz_app: true, waba_account: { external_id: "100000000000001" } };
const webhook = { url: "https://webhooks.example.com/360dialog", headers: { authorization: "Bearer invented" } };
const list = (name: string, item: object) => ({
  count: 1,
  filters: {},
  sort: [],
  limit: 200,
  offset: 0,
  total: 1,
  [name]: [item],
});
const wholeList = { limit: "200", offset: "0" };
const done = { message: "Done." };
const control = (action: string): string =>
  `POST /api/v2/partners/InventPA/clients/InventCL/channels/InventCH/control/${action}`;

const hub = { api: "hub", safety: "idempotent", result: undefined } as const;
const messaging = { api: "messaging", safety: "idempotent", result: undefined } as const;

export const calls: readonly KnownCall[] = [
  {
    ...hub,
    name: "requestToken",
    make: ({ hub }, options) => hub.requestToken({ username: "partner@example.com", password: "invented" }, options),
    sends: ["POST /api/v2/token", {}, { username: "partner@example.com", password: "invented" }],
    answer: { access_token: "jwt", refresh_token: "more", token_type: "Bearer", expires_in: "86400" },
    result: { access_token: "jwt", refresh_token: "more", token_type: "Bearer", expires_in: 86_400 },
  },
  {
    ...hub,
    name: "settings.get",
    make: ({ hub }, options) => hub.settings.get(options),
    sends: ["GET /api/v2/partners/InventPA"],
    answer: { id: "InventPA", webhook_url: "https://a.example.com", partner_redirect_url: null, added: 1 },
    result: { id: "InventPA", webhook_url: "https://a.example.com", partner_redirect_url: undefined, added: 1 },
  },
  {
    ...hub,
    name: "settings.update",
    make: ({ hub }, options) =>
      hub.settings.update(
        { webhookUrl: "https://a.example.com/x", redirectUrl: "http://localhost:3000/back" },
        options,
      ),
    sends: [
      "PATCH /api/v2/partners/InventPA",
      {},
      { webhook_url: "https://a.example.com/x", partner_redirect_url: "http://localhost:3000/back" },
    ],
    answer: { id: "InventPA" },
  },
  {
    ...hub,
    name: "settings.getWebhookUrl",
    make: ({ hub }, options) => hub.settings.getWebhookUrl(options),
    sends: ["GET /api/v2/partners/InventPA/webhook_url"],
    answer: { webhook_url: "https://a.example.com" },
    result: "https://a.example.com",
  },
  {
    ...hub,
    name: "settings.setWebhookUrl",
    make: ({ hub }, options) =>
      hub.settings.setWebhookUrl("https://a.example.com", { ...options, more: { more: [1] } }),
    sends: ["POST /api/v2/partners/InventPA/webhook_url", {}, { webhook_url: "https://a.example.com", more: [1] }],
    answer: { webhook_url: "https://a.example.com" },
  },
  {
    ...hub,
    name: "clients.list",
    make: ({ hub }, options) =>
      hub.clients.list({ filters: { status: "active" }, sort: "-name", pageSize: 50 }, options),
    sends: [
      "GET /api/v2/partners/InventPA/clients",
      { filters: '{"status":"active"}', sort: "-name", limit: "50", offset: "0" },
    ],
    answer: list("clients", client),
    result: [client],
  },
  {
    ...hub,
    name: "clients.findByEmail",
    make: ({ hub }, options) => hub.clients.findByEmail(" Owner@Example.com", options),
    sends: ["GET /api/v2/partners/InventPA/clients", wholeList],
    answer: list("clients", client),
    result: client,
  },
  {
    ...hub,
    name: "channels.list",
    make: ({ hub }, options) => hub.channels.list({}, options),
    sends: ["GET /api/v2/partners/InventPA/channels", wholeList],
    answer: list("partner_channels", channel),
    result: [channel],
  },
  {
    ...hub,
    name: "channels.get",
    make: ({ hub }, options) => hub.channels.get("InventCH", options),
    sends: ["GET /api/v2/partners/InventPA/channels", { ...wholeList, filters: '{"id":"InventCH"}' }],
    answer: list("partner_channels", channel),
    result: channel,
  },
  {
    ...hub,
    name: "channels.requestCancellation",
    safety: "unsafe",
    make: ({ hub }, options) =>
      hub.channels.requestCancellation({ clientId: "InventCL", channelId: "InventCH" }, options),
    sends: [control("cancellation_request"), {}, { enabled: true }],
    answer: channel,
  },
  {
    ...hub,
    name: "channels.revokeCancellation",
    safety: "unsafe",
    make: ({ hub }, options) =>
      hub.channels.revokeCancellation({ clientId: "InventCL", channelId: "InventCH" }, options),
    sends: [control("cancellation_request"), {}, { enabled: false }],
    answer: undefined,
  },
  {
    ...hub,
    name: "channels.reactivate",
    safety: "unsafe",
    make: ({ hub }, options) =>
      hub.channels.reactivate({ clientId: "InventCL", channelId: "InventCH" }, { ...options, body: { at: "once" } }),
    sends: [control("reactivate"), {}, { at: "once" }],
    answer: {},
  },
  {
    ...hub,
    name: "apiKeys.list",
    make: ({ hub }, options) => hub.apiKeys.list("InventCH", options),
    sends: ["GET /api/v2/partners/InventPA/channels/InventCH/api_keys"],
    answer: { api_keys: [{ id: "InventAK", app_id: "InventAP" }] },
    result: [{ id: "InventAK", app_id: "InventAP" }],
  },
  {
    ...hub,
    name: "apiKeys.mint",
    safety: "once",
    make: ({ hub }, options) => hub.apiKeys.mint("InventCH", { ...options, revokeEarlierKeys: true }),
    sends: ["POST /api/v2/partners/InventPA/channels/InventCH/api_keys", {}, {}],
    answer: { id: "InventAK", address: "https://waba-v2.360dialog.io", api_key: "a-new-key", app_id: "InventAP" },
    result: { id: "InventAK", address: "https://waba-v2.360dialog.io", api_key: "a-new-key", app_id: "InventAP" },
  },
  {
    ...hub,
    name: "apiKeys.revokeAll",
    make: ({ hub }, options) => hub.apiKeys.revokeAll("InventCH", options),
    sends: ["DELETE /api/v2/partners/InventPA/channels/InventCH/api_keys"],
    answer: undefined,
  },
  {
    ...hub,
    name: "accountSharing.createClient",
    safety: "once",
    make: ({ hub }, options) =>
      hub.accountSharing.createClient(
        { name: "Corner Bakery", email: "owner@example.com", userName: "Robin Doe", more: { invite: false } },
        options,
      ),
    sends: [
      "POST /api/v2/partners/InventPA/account_sharing/clients",
      {},
      { name: "Corner Bakery", email: "owner@example.com", user_name: "Robin Doe", invite: false },
    ],
    answer: { id: "InventCL", created_at: "2026-01-01T12:00:00Z", modified_at: "2026-01-01T12:00:00Z" },
    result: { id: "InventCL", created_at: "2026-01-01T12:00:00Z", modified_at: "2026-01-01T12:00:00Z" },
  },
  {
    ...hub,
    name: "accountSharing.shareNumber",
    safety: "once",
    make: ({ hub }, options) =>
      hub.accountSharing.shareNumber(
        {
          solutionId: "600000000000006",
          wabaId: "100000000000001",
          wabaBusinessId: "500000000000005",
          clientId: "InventCL",
          tier: "basic",
          channelExternalId: "200000000000002",
        },
        options,
      ),
    sends: [
      "POST /api/v2/partners/InventPA/account_sharing/numbers",
      {},
      {
        solution_id: "600000000000006",
        waba_external_id: "100000000000001",
        waba_business_id: "500000000000005",
        client_id: "InventCL",
        tier: "basic",
        channel_external_id: "200000000000002",
      },
    ],
    answer: { solution_id: "600000000000006", client_id: "InventCL", tier: "", message: "Please wait." },
    result: { solution_id: "600000000000006", client_id: "InventCL", tier: undefined, message: "Please wait." },
  },
  {
    ...messaging,
    name: "webhooks.get",
    make: ({ number }, options) => number.webhooks.get(options),
    sends: ["GET /v1/configs/webhook"],
    answer: webhook,
    result: webhook,
  },
  {
    ...messaging,
    name: "webhooks.set",
    make: ({ number }, options) => number.webhooks.set(webhook, options),
    sends: ["POST /v1/configs/webhook", {}, webhook],
    answer: done,
  },
  {
    ...messaging,
    name: "webhooks.setForAccount",
    make: ({ number }, options) => number.webhooks.setForAccount({ ...webhook, overrideAll: true }, options),
    sends: ["POST /waba_webhook", {}, { ...webhook, override_all: true }],
    answer: done,
  },
  {
    ...messaging,
    name: "multiWebhooks.get",
    make: ({ number }, options) => number.multiWebhooks.get(options),
    sends: ["GET /multi_webhook"],
    answer: { enabled: true, destinations: [{ name: "crm", ...webhook }] },
    result: { enabled: true, destinations: [{ name: "crm", ...webhook }] },
  },
  {
    ...messaging,
    name: "multiWebhooks.set",
    safety: "unsafe",
    make: ({ number }, options) =>
      number.multiWebhooks.set({ enabled: true, destinations: [{ name: "crm", ...webhook }] }, options),
    sends: ["POST /multi_webhook", {}, { enabled: true, destinations: [{ name: "crm", ...webhook }] }],
    answer: done,
  },
  {
    ...messaging,
    name: "multiWebhooks.add",
    safety: "unsafe",
    make: ({ number }, options) => number.multiWebhooks.add([{ name: "crm", url: webhook.url }], options),
    sends: ["PUT /multi_webhook", {}, { destinations: [{ name: "crm", url: webhook.url }] }],
    answer: done,
  },
  {
    ...messaging,
    name: "multiWebhooks.update",
    make: ({ number }, options) => number.multiWebhooks.update({ name: "crm", url: webhook.url }, options),
    sends: ["PATCH /multi_webhook", {}, { name: "crm", url: webhook.url }],
    answer: done,
  },
  {
    ...messaging,
    name: "healthStatus",
    make: ({ number }, options) => number.healthStatus(options),
    sends: ["GET /health_status"],
    answer: {
      health_status: { can_send_message: "LIMITED", entities: [{ entity_type: "WABA", id: 100000000000001 }] },
    },
    result: {
      health_status: { can_send_message: "LIMITED", entities: [{ entity_type: "WABA", id: "100000000000001" }] },
    },
  },
  {
    ...messaging,
    name: "requestSync",
    safety: "once",
    make: ({ number }, options) => number.requestSync("contacts", options),
    sends: ["POST /synchronization", {}, { messaging_product: "whatsapp", sync_type: "smb_app_state_sync" }],
    answer: { messaging_product: "whatsapp", request_id: "invented-request" },
    result: { messaging_product: "whatsapp", request_id: "invented-request" },
  },
  {
    ...messaging,
    name: "media.find",
    make: ({ number }, options) => number.media.find("300000000000003", options),
    sends: ["GET /300000000000003"],
    answer: { id: "300000000000003", url: "https://lookaside.fbsbx.com/x?mid=1", mime_type: "image/jpeg" },
    result: { id: "300000000000003", url: "https://lookaside.fbsbx.com/x?mid=1", mime_type: "image/jpeg" },
  },
];

export const onceCalls = calls.filter(({ safety }) => safety === "once");
