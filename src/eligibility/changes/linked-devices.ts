import { dialog360Page, metaOnboardingPage, metaReconnectGuide } from "../sources.ts";
import type { Statement } from "./statement.ts";

/** The rules about linked devices: the other devices on which the app is used with the number. */
export interface LinkedDevices {
  /** How many there may be. */
  readonly maximum: Statement & { readonly count: number };
  /** That all of them are signed out when the number is onboarded. */
  readonly unlinkedAtOnboarding: Statement;
  /** That all of them are signed out when the number comes back after a pause. */
  readonly unlinkedAtReconnection: Statement;
  /** That they may come back. */
  readonly linkedAgain: Statement;
  /** Those that may not. */
  readonly unsupported: Statement & { readonly devices: readonly string[] };
  /** What comes of messages that are written on one of those. The pages contradict each other: expect any of it. */
  readonly messagesFromUnsupported: Statement & { readonly statements: readonly Statement[] };
  /** What one of those shows in the place of a message of the business. */
  readonly messagesOnUnsupported: Statement;
}

const maximum = 4;
const unsupported = ["WhatsApp for Windows", "WearOS"];

/**
 * What happens to the devices that are linked to the phone with the number.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { linkedDevices } from "whatsapp-coexistence";
 *
 * console.log(linkedDevices.maximum.count); // 4
 * console.log(linkedDevices.unsupported.devices); // ["WhatsApp for Windows", "WearOS"]
 * ```
 */
export const linkedDevices: LinkedDevices = {
  maximum: { count: maximum, text: `Up to ${maximum} devices can be linked.`, ...metaOnboardingPage },
  unlinkedAtOnboarding: { text: "All linked devices are signed out at onboarding.", ...metaOnboardingPage },
  unlinkedAtReconnection: {
    text: "All linked devices are signed out when the number is connected again after a change of phone.",
    ...metaReconnectGuide,
  },
  linkedAgain: { text: "Supported devices can be linked again by hand.", ...metaOnboardingPage },
  unsupported: {
    devices: unsupported,
    text: `${unsupported.join(" and ")} are not supported and cannot be linked again.`,
    ...metaOnboardingPage,
  },
  messagesFromUnsupported: {
    text: "A message that is written on an unsupported device may be missing, or arrive without its content.",
    statements: [
      { text: "Meta's page: no messages webhook is sent.", ...metaOnboardingPage },
      {
        text: "Its section on errors: a message of the type unsupported may be sent, with the code 131060.",
        ...metaOnboardingPage,
      },
      { text: "360dialog's page: no smb_message_echoes webhook is sent.", ...dialog360Page },
    ],
    ...metaOnboardingPage,
    evidence: "unverified",
  },
  messagesOnUnsupported: {
    text: "On an unsupported device a message of the business is a placeholder that points to the primary device.",
    ...metaOnboardingPage,
  },
};
