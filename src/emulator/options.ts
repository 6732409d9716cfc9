import type { Delivery } from "../traffic/courier/delivery.ts";
import type { Scenario } from "../traffic/scenario/scenario.ts";
import type { EmulatedProvider } from "./world/business.ts";

/** An app at Meta, as its owner set it up in the App Dashboard. */
export interface EmulatedAppOptions {
  /** Default: `"600000000000006"`. */
  readonly appId?: string | undefined;
  /** Default: {@link emulatorDefaults}. */
  readonly appSecret?: string | undefined;
  /** What the verification requests carry. Default: {@link emulatorDefaults}. */
  readonly verifyToken?: string | undefined;
  /**
   * Where the app's webhooks go. It is not verified before {@link Emulator.verifyCallback} asks for it. Default: nowhere,
   * until a call sets it.
   */
  readonly callbackUrl?: string | undefined;
  /** The fields the app is subscribed to. Default: all that coexistence needs. */
  readonly fields?: readonly string[] | undefined;
  /** The business that owns the app. Default: `"500000000000005"`. */
  readonly businessId?: string | undefined;
  /** The token of a system user of that business. Default: {@link emulatorDefaults}. */
  readonly systemUserToken?: string | undefined;
}

/** A partner of 360dialog's. */
export interface EmulatedPartnerOptions {
  /** Default: `"AbCdEfPA"`. */
  readonly id?: string | undefined;
  /** For the hub. Default: {@link emulatorDefaults}. */
  readonly apiKey?: string | undefined;
  /** What the webhooks of the partner URL are signed with. Default: {@link emulatorDefaults}. */
  readonly platformSecret?: string | undefined;
  /** The partner URL. Default: none, until a call sets it. */
  readonly webhookUrl?: string | undefined;
  /** Where a business is sent after its sign-up. Default: nowhere. */
  readonly redirectUrl?: string | undefined;
  /** Who can ask for a bearer token. */
  readonly login?: { readonly username: string; readonly password: string } | undefined;
}

/** How an {@link Emulator} is set up. Everything has a default. */
export interface EmulatorOptions extends EmulatedAppOptions {
  readonly partner?: EmulatedPartnerOptions | undefined;
  /** What happens on the phone of a business whose sign-up has no scenario of its own. */
  readonly scenario?: Scenario | undefined;
  /**
   * How untidily webhooks come: out of order, twice, several events in one, over connections that break. From 0, where
   * each comes once and they are sent in their order, to 1. Default: 0.
   */
  readonly chaos?: number | undefined;
  /** How fast its clock runs: 60 makes a minute a second. Waits, repetitions and the 24 hours follow it. Default: 1. */
  readonly speed?: number | undefined;
  /** Milliseconds of its clock between two webhooks of a number. Default: 0, a burst. */
  readonly pace?: number | undefined;
  /** How many webhooks are on their way at a time. With 1 they arrive in the order they are sent. Default: 8. */
  readonly concurrency?: number | undefined;
  /** How long your answer to a webhook may take, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined;
  /** How long a webhook is sent again, in milliseconds of its clock. Default: seven days. */
  readonly retriedFor?: number | undefined;
  /**
   * Where addresses of the public internet lead to on this machine: an application that gives `https://shop.example` as
   * its webhook address is reached at `http://127.0.0.1:3000`, as through a tunnel.
   */
  readonly tunnels?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether webhooks and verification requests may go to addresses that are neither of this machine nor in `tunnels`. What
   * the emulator sends is invented: without this, it cannot get to an address of production by accident. Default: false.
   */
  readonly allowRemote?: boolean | undefined;
  /** Is told whenever something is known about a webhook. What it throws becomes a warning of the process. */
  readonly onDelivery?: ((delivery: Delivery) => void) | undefined;
  /** Is told about every call of the APIs, once it was answered. What it throws becomes a warning of the process. */
  readonly onRequest?: ((request: EmulatedRequest) => void) | undefined;
}

/** A call of one of the APIs. There is no secret in it. */
export interface EmulatedRequest {
  readonly provider: EmulatedProvider;
  readonly method: string;
  /** The path, without its query. */
  readonly path: string;
  /** How it was answered. */
  readonly status: number;
}

/**
 * What an {@link Emulator} is set up with unless its options say otherwise. The secrets are invented and known to everybody:
 * they are for this machine.
 *
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { emulatorDefaults } from "whatsapp-coexistence/testing";
 *
 * const { appSecret, verifyToken } = emulatorDefaults;
 * const coexistence = createCoexistence({ appSecret, verifyToken }); // takes what an emulator sends
 * await coexistence.close();
 * ```
 */
export const emulatorDefaults = {
  appId: "600000000000006",
  appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  verifyToken: "a-verify-token-of-the-emulator",
  businessId: "500000000000005",
  systemUserToken: "a-system-user-token-of-the-emulator",
  fields: ["messages", "history", "smb_app_state_sync", "smb_message_echoes", "account_update"],
  partner: {
    id: "AbCdEfPA",
    apiKey: "a-key-of-the-emulator",
    platformSecret: "f0e1d2c3b4a5968778695a4b3c2d1e0f",
    login: { username: "partner@example.com", password: "a-password-of-the-emulator" },
  },
} as const;
