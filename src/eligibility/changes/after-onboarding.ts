import type { Sourced } from "../sourced.ts";
import { metaHistoryReference, metaOnboardingPage } from "../sources.ts";
import type { Statement } from "./statement.ts";

/** A rule with a number in it. */
export interface Limit extends Statement {
  readonly value: number;
  readonly unit: "hours" | "days" | "messages_per_second";
}

/** What holds once a number is onboarded. */
export interface AfterOnboarding {
  /** How long the history and the contacts can be asked for. */
  readonly synchronization: Limit;
  /** How far back the history goes. */
  readonly history: Limit;
  /** How old a message may be whose picture or file comes with the history. */
  readonly historyMedia: Limit;
  /** That the business may keep its history to itself. */
  readonly historyDeclined: Statement;
  readonly contacts: Statement;
  /** How fast the API sends. */
  readonly throughput: Limit;
  /** When the API may write freely: for how long after a message of the user's. */
  readonly customerServiceWindow: Limit;
  readonly price: Statement;
}

/**
 * What holds once a number is onboarded: how long and how far back its data can be had, how fast and when the API may
 * write, and what is billed.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { afterOnboarding } from "whatsapp-coexistence";
 *
 * const { synchronization, throughput } = afterOnboarding;
 * console.log(synchronization.value, synchronization.unit); // 24 "hours"
 * console.log(throughput.value, throughput.unit); // 20 "messages_per_second"
 * ```
 */
export const afterOnboarding: AfterOnboarding = {
  synchronization: limit(
    24,
    "hours",
    (hours) =>
      `History and contacts can be asked for within ${hours} hours, each once. Afterwards the business has to disconnect and be onboarded again.`,
  ),
  history: limit(
    180,
    "days",
    (days) => `The history has the one-to-one chats of the last ${days} days, and no others.`,
  ),
  historyMedia: limit(
    14,
    "days",
    (days) => `Pictures and files come with the history only where the message is at most ${days} days old.`,
    metaHistoryReference,
  ),
  historyDeclined: { text: "The business may decline to share its history.", ...metaHistoryReference },
  contacts: {
    text: "All contacts with a WhatsApp number are synchronized, and later changes to them.",
    ...metaOnboardingPage,
  },
  throughput: limit(20, "messages_per_second", (count) => `The API sends at most ${count} messages per second.`),
  customerServiceWindow: limit(
    24,
    "hours",
    (hours) =>
      `The API may write freely for ${hours} hours after a message that a user sends after onboarding. Otherwise it needs a template. Messages from the app neither open this window nor extend it.`,
  ),
  price: { text: "Messages from the app are free. Messages from the API are billed.", ...metaOnboardingPage },
};

function limit(
  value: number,
  unit: Limit["unit"],
  write: (value: number) => string,
  page: Sourced = metaOnboardingPage,
): Limit {
  return { value, unit, text: write(value), ...page };
}
