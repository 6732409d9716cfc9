/** What the stand-in for Meta knows. */
export interface MetaWorld {
  appId: string;
  appSecret: string;
  /** Sign-up codes that were not exchanged yet. */
  codes: Set<string>;
  accessToken: string;
  scopes: string[];
  /** The partner's own business. */
  businessId: string;
  wabaId: string;
  numbers: Record<string, unknown>[];
  /** The fields the app gets webhooks for, and where. */
  fields: string[];
  callbackUrl: string;
  /** The apps subscribed to the account, with their callback overrides. */
  subscribedApps: Map<string, string | undefined>;
  /** The callback overrides of numbers, by their id. */
  numberCallbacks: Map<string, string>;
  /** What was synchronized, as `phone number id/sync_type`. */
  synchronized: Set<string>;
  /** Files of messages, by their id. */
  media: Map<string, { mime_type: string; bytes: Uint8Array<ArrayBuffer> }>;
}

/** A bakery whose number is in the app and on the API, and a partner who did not subscribe to it yet. */
export function createMetaWorld(changes: Partial<MetaWorld>): MetaWorld {
  return {
    appId: "600000000000006",
    appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    codes: new Set(),
    accessToken: "a-token-of-the-examples",
    scopes: ["whatsapp_business_management", "whatsapp_business_messaging"],
    businessId: "500000000000005",
    wabaId: "100000000000001",
    numbers: [
      {
        id: "200000000000002",
        display_phone_number: "+1 555-000-1111",
        verified_name: "Corner Bakery",
        is_on_biz_app: true,
        platform_type: "CLOUD_API",
      },
    ],
    fields: ["messages", "history", "smb_app_state_sync", "smb_message_echoes", "account_update"],
    callbackUrl: "https://example.com/webhook",
    subscribedApps: new Map(),
    numberCallbacks: new Map(),
    synchronized: new Set(),
    media: new Map([["300000000000003", { mime_type: "image/jpeg", bytes: new Uint8Array([255, 216, 255]) }]]),
    ...changes,
  };
}
