import type { AccountChange, AccountEvent } from "../../model/index.ts";

/** Something to do after an account event. */
export type AccountAction =
  /** Send nothing more to or from the number: it would fail. */
  | "stop_sending"
  /** Keep the token and the webhook subscription. */
  | "keep_access_token"
  /** The event names the account only: read its numbers with `phoneNumbers.list`, to see which it is about. */
  | "check_numbers"
  /** Wait for `reconnected`, or for `disconnected` in its place. */
  | "wait_for_reconnection"
  /** Send again. What was not received in between is not sent later. */
  | "resume_sending"
  /** Tell the business to link its other devices again. */
  | "ask_to_relink_devices"
  /** Call `subscribedApps.unsubscribe`, if no other number of the account is with you: it is for the whole account. */
  | "unsubscribe_app"
  /** Delete the token, if no other number needs it. Keep the chats: they are yours and the business's. */
  | "forget_access_token"
  /** Let the business sign up again. A new sign-up has a synchronization of its own. */
  | "ask_to_sign_up_again"
  /** The number is in the consumer app now, and has to be registered in the WhatsApp Business app before it can sign up. */
  | "ask_to_return_to_business_app"
  /** The new number signs up; the old one stays behind. */
  | "ask_to_sign_up_new_number";

/** What an account event means for a number, and what to do. */
export interface AccountPlan {
  /** Whether the API can be used for the number. Absent where the event does not change it. */
  readonly canUseApi?: boolean;
  /** What to do, in this order. */
  readonly actions: readonly AccountAction[];
  /** Why, in a sentence that can be shown to a person. */
  readonly explanation: string;
}

/**
 * Says what an account event means, and what to call. Offboarding and disconnection differ: after the first the number
 * usually comes back by itself within minutes and everything is kept, after the second only a new sign-up helps. No
 * synchronization is to be asked for after either: only a new sign-up has one.
 *
 * No call can offboard a coexistence number: a business leaves in the app, under Settings > Account > Business Platform.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 * import { planAfterAccountEvent } from "whatsapp-coexistence/client";
 * import { accountOffboardedChange, metaWebhook } from "whatsapp-coexistence/testing";
 *
 * for (const event of parseWebhook(metaWebhook(accountOffboardedChange()))) {
 *   if (event.type === "account") console.log(planAfterAccountEvent(event).actions[1]); // "keep_access_token"
 * }
 * ```
 */
export function planAfterAccountEvent(event: AccountEvent): AccountPlan {
  const { change, reason } = event;
  const isDeleted = event.event === "ACCOUNT_DELETED";
  if (change !== "disconnected" && !isDeleted) return plans[change];
  const special = reason !== undefined && Object.hasOwn(disconnections, reason) ? disconnections[reason] : undefined;
  const { next = "ask_to_sign_up_again", explanation = isDeleted ? accountDeleted : ended } = special ?? {};
  const actions = ["stop_sending", "unsubscribe_app", "forget_access_token", next] as const;
  return { canUseApi: false, actions, explanation };
}

const ended = "The business, or Meta, ended the connection.";
const accountDeleted = "The WhatsApp Business Account was deleted.";

const plans: Readonly<Record<Exclude<AccountChange, "disconnected">, AccountPlan>> = {
  paused: {
    canUseApi: false,
    actions: ["stop_sending", "keep_access_token", "check_numbers", "wait_for_reconnection"],
    explanation: "The app was installed or registered anew. It usually reconnects by itself within minutes.",
  },
  reconnected: {
    canUseApi: true,
    actions: ["check_numbers", "resume_sending", "ask_to_relink_devices"],
    explanation: "The number is connected again. Its history is not sent a second time.",
  },
  other: {
    actions: [],
    explanation: "The connection of the number is as it was.",
  },
};

/** What is special about a reason. The list has grown before; one that is not here ends like any other. */
const disconnections: Readonly<Record<string, { explanation: string; next?: AccountAction }>> = {
  ACCOUNT_DISCONNECTED: { explanation: "The WhatsApp account was deleted by its owner, or ended by WhatsApp." },
  BUSINESS_DOWNGRADE: {
    explanation: "The number was registered in the consumer WhatsApp app.",
    next: "ask_to_return_to_business_app",
  },
  CHANGE_NUMBER: { explanation: "The business changed its number.", next: "ask_to_sign_up_new_number" },
  COMPANION_INACTIVITY: { explanation: "The connection was not used for about 30 days." },
  PRIMARY_INACTIVITY: {
    explanation: "The app was not opened on the phone for about 14 days. It has to be opened regularly.",
  },
  USER_RE_REGISTERED: { explanation: "The number was registered on another device, and was not reconnected there." },
};
