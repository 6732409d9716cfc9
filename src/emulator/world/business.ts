import type { BusinessNumber } from "../../payloads/participants.ts";
import type { Scenario } from "../../traffic/scenario/scenario.ts";

/** Through whom a business signed up. */
export type EmulatedProvider = "meta" | "360dialog";

/** What can be asked for once. */
export type SyncType = "smb_app_state_sync" | "history";

/** A business with its number, in the app and on the API. */
export interface Business extends BusinessNumber {
  /** A number of a Meta sign-up can be shared with 360dialog later. */
  provider: EmulatedProvider;
  readonly name: string;
  /** Its business portfolio. */
  readonly businessId: string;
  /** What happens on its phone. */
  scenario: Scenario;
  /** When it signed up, or signed up again. The 24 hours begin here. */
  onboardedAt: Date;
  /** Whether anything happened on its phone since then. Until it did, the scenario can be another one. */
  hasBegun: boolean;
  /** Whether it is on the API. It is no longer once it was disconnected. */
  isOnCloudApi: boolean;
  /** What was asked for since it signed up. */
  readonly requested: Map<SyncType, { readonly requestId: string; readonly at: Date }>;
  /** Another one after each sign-up that follows a disconnection. */
  atMeta: BusinessAtMeta;
  readonly atDialog360: BusinessAtDialog360;
}

/** A callback of a number's or an account's own. */
export interface CallbackOverride {
  readonly url: string;
  readonly verifyToken: string;
}

/** What Meta knows of a business. */
export interface BusinessAtMeta {
  /**
   * Codes of its sign-up, and when each was made, in milliseconds of real time; undefined once it was exchanged. Not of the
   * world's clock: on a fast one, 30 seconds would be over before any program could send the code.
   */
  readonly codes: Map<string, number | undefined>;
  /** The token that a code is exchanged for. Each sign-up after a disconnection brings a new one. */
  accessToken: string;
  scopes: readonly string[];
  isSubscribed: boolean;
  accountOverride: CallbackOverride | undefined;
  numberOverride: CallbackOverride | undefined;
}

/** A webhook address at 360dialog. */
export interface Dialog360Webhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One of up to three more addresses of a number. */
export interface Dialog360Destination extends Dialog360Webhook {
  readonly name: string;
}

/** What 360dialog knows of a business. */
export interface BusinessAtDialog360 {
  /** Another one where a number is shared for a client that was there before. */
  clientId: string;
  readonly channelId: string;
  /** The id of the account at 360dialog. */
  readonly wabaId: string;
  /** Since when it is there. Undefined for a number that only Meta knows. */
  createdAt: Date | undefined;
  /** When the end of its subscription was asked for. */
  cancelledAt: Date | undefined;
  status: string;
  hubStatus: string;
  integrationState: string;
  /** The key that works, and its id. A new one ends it. */
  apiKey: { readonly id: string; readonly value: string } | undefined;
  /** The number's own address. */
  webhook: Dialog360Webhook | undefined;
  /** The address of the account. */
  accountWebhook: Dialog360Webhook | undefined;
  more: { isEnabled: boolean; destinations: Dialog360Destination[] };
}
