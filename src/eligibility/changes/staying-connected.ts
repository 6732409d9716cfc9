import type { Sourced } from "../sourced.ts";
import { dialog360Reports, metaAccountUpdatePage, metaOnboardingPage, metaReconnectGuide } from "../sources.ts";

/** An `account_update` webhook, as its integrator gets it. */
export interface DisconnectionNotice {
  readonly event: "PARTNER_REMOVED" | "ACCOUNT_OFFBOARDED" | "ACCOUNT_RECONNECTED";
  /** `disconnection_info.reason`, where there is one. */
  readonly reason?:
    | "ACCOUNT_DISCONNECTED"
    | "BUSINESS_DOWNGRADE"
    | "CHANGE_NUMBER"
    | "COMPANION_INACTIVITY"
    | "PRIMARY_INACTIVITY"
    | "USER_RE_REGISTERED";
}

/** Something that keeps a number connected, or ends the connection. */
export interface ConnectionRule extends Sourced {
  /** What the owner does or leaves undone, in a sentence. */
  readonly cause: string;
  /** What comes of it, in a sentence. */
  readonly consequence: string;
  /** The webhooks it brings, in their order; none where no page names one. */
  readonly notices: readonly DisconnectionNotice[];
}

/** The rules that keep a number connected. */
export interface StayingConnected {
  /** How often to open the app. */
  readonly openApp: ConnectionRule & { readonly days: number };
  /** How long the phone that holds the number may be idle. */
  readonly primaryIdle: ConnectionRule & { readonly days: number };
  /** How long a linked device may be idle. */
  readonly companionIdle: ConnectionRule & { readonly days: number };
  readonly uninstalled: ConnectionRule;
  /** Another phone, a new installation, or a new registration of the number: a pause that mostly ends by itself. */
  readonly newPhone: ConnectionRule;
  /** What such a pause comes to when it does not end by itself. */
  readonly notReconnected: ConnectionRule;
  readonly consumerApp: ConnectionRule;
  readonly numberChanged: ConnectionRule;
  readonly accountEnded: ConnectionRule;
  /** The way out. `path` is where it stands in the app. */
  readonly disconnectedByOwner: ConnectionRule & { readonly path: string };
}

const openAppDays = 13;
const primaryDays = 14;
const companionDays = 30;
const disconnectPath = "Settings > Account > Business Platform > Disconnect Account";

/**
 * What keeps a number connected, what ends the connection, and which webhooks tell of it.
 *
 * No API tells when the app was last used. Echoes are the only sign of it, and their absence proves nothing.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @example
 * ```ts
 * import { stayingConnected } from "whatsapp-coexistence";
 *
 * const { openApp, primaryIdle } = stayingConnected;
 * console.log(openApp.days, primaryIdle.days); // 13 14
 * console.log(primaryIdle.notices[0]?.reason); // "PRIMARY_INACTIVITY"
 * ```
 */
export const stayingConnected: StayingConnected = {
  openApp: {
    days: openAppDays,
    cause: `The app is opened on the phone at least every ${openAppDays} days.`,
    consequence: "The number stays connected, with a day to spare.",
    notices: [],
    ...dialog360Reports,
  },
  primaryIdle: {
    days: primaryDays,
    cause: `The phone that holds the number is idle for about ${primaryDays} days.`,
    consequence: "The number is disconnected.",
    notices: [{ event: "PARTNER_REMOVED", reason: "PRIMARY_INACTIVITY" }],
    ...metaAccountUpdatePage,
  },
  companionIdle: {
    days: companionDays,
    cause: `A linked device is idle for about ${companionDays} days.`,
    consequence: "The number is disconnected.",
    notices: [{ event: "PARTNER_REMOVED", reason: "COMPANION_INACTIVITY" }],
    ...metaAccountUpdatePage,
  },
  uninstalled: {
    cause: "The app is uninstalled.",
    consequence: "The number is disconnected. Which webhook tells of it is written nowhere.",
    notices: [],
    ...dialog360Reports,
  },
  newPhone: {
    cause: "The phone is changed, the app reinstalled, or the number registered again.",
    consequence:
      "The connection pauses, usually for minutes. Meanwhile the API neither sends nor receives, and the history is not sent again.",
    notices: [{ event: "ACCOUNT_OFFBOARDED" }, { event: "ACCOUNT_RECONNECTED" }],
    ...metaReconnectGuide,
  },
  notReconnected: {
    cause: "The connection does not come back after such a pause.",
    consequence: "The number is disconnected.",
    notices: [{ event: "ACCOUNT_OFFBOARDED" }, { event: "PARTNER_REMOVED", reason: "USER_RE_REGISTERED" }],
    ...metaAccountUpdatePage,
    evidence: "unverified", // the page says what the reason means; that it follows a pause is concluded
  },
  consumerApp: {
    cause: "The number is registered with the consumer app, WhatsApp Messenger.",
    consequence: "The number is disconnected.",
    notices: [{ event: "PARTNER_REMOVED", reason: "BUSINESS_DOWNGRADE" }],
    ...metaAccountUpdatePage,
  },
  numberChanged: {
    cause: "The number is changed in the app.",
    consequence: "The number is disconnected.",
    notices: [{ event: "PARTNER_REMOVED", reason: "CHANGE_NUMBER" }],
    ...metaAccountUpdatePage,
  },
  accountEnded: {
    cause: "The WhatsApp account is deleted, or WhatsApp acts against it.",
    consequence: "The number is disconnected.",
    notices: [{ event: "PARTNER_REMOVED", reason: "ACCOUNT_DISCONNECTED" }],
    ...metaAccountUpdatePage,
  },
  disconnectedByOwner: {
    path: disconnectPath,
    cause: `The business disconnects in the app: ${disconnectPath}.`,
    consequence: "The number is disconnected. No call of the API can do this.",
    notices: [{ event: "PARTNER_REMOVED" }],
    ...metaOnboardingPage,
  },
};
