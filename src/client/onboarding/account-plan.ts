import type { AccountEvent } from "../../model/index.ts";
import { AccountUpdateValue } from "../../schemas/account-update.ts";

/** Something to do after an account event. */
export type AccountAction =
  /** Send nothing more to or from the number: it would fail. */
  | "stop_sending"
  /** Send again. */
  | "resume_sending"
  /**
   * The event names the account only: see which of its numbers it is about, with `phoneNumbers.list`, or at 360dialog
   * `channels.list`, by `is_on_biz_app`. If that is refused, you have no access to any of them any more.
   */
  | "check_numbers"
  /** Keep the token or the number's key, and the webhook subscription. */
  | "keep_access_token"
  /** See whether your token still works, with `debugToken`. If it does not, the business has to sign up again. */
  | "check_access_token"
  /** Wait for `reconnected`, or for `disconnected` in its place. */
  | "wait_for_reconnection"
  /** Tell the business to link its other devices again. */
  | "ask_to_relink_devices"
  /**
   * Call `subscribedApps.unsubscribe`, if no other number of the account is with you: it is for the whole account. It may
   * be refused, because the access is gone already.
   */
  | "unsubscribe_app"
  /** Delete the token, if no other number needs it, or the number's key. Keep the chats: they are yours and the business's. */
  | "forget_access_token"
  /** Delete the saved onboarding, and let the business sign up again. A new sign-up has a synchronization of its own. */
  | "ask_to_sign_up_again"
  /** The same, once the number is registered in the WhatsApp Business app again: it is not there now. */
  | "ask_to_return_to_business_app"
  /** The same, with the new number. The old one stays behind. */
  | "ask_to_sign_up_new_number"
  /**
   * Unless the business comes back, end the number's subscription at 360dialog, which goes on and costs: in the Hub, or
   * with `channels.requestCancellation`.
   */
  | "end_subscription";

/** What an account event means for a number, and what to do. */
export interface AccountPlan {
  /** Whether the API can be used for the number. Absent where the event does not tell. */
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
 * It is about the number that the event names; where the event names an account only, `check_numbers` is among the
 * actions. A number at 360dialog (`provider`) has no app to unsubscribe, and a subscription that goes on by itself.
 * 360dialog does not say that it forwards these events, so read `is_on_biz_app` of its channels now and then.
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
  const plan = findPlan(event);
  return { ...plan, actions: plan.actions.filter((action) => isFor(event, action)) };
}

function isFor({ provider, displayPhoneNumber }: AccountEvent, action: AccountAction): boolean {
  if (action === "check_numbers") return displayPhoneNumber === undefined;
  if (action === "unsubscribe_app") return provider === "meta";
  if (action === "end_subscription") return provider === "360dialog";
  return true;
}

function findPlan({ change, event, reason, raw }: AccountEvent): AccountPlan {
  if (change === "disconnected") return planAfterDisconnection(reason);
  if (change !== "other") return afterChange[change];
  const state = event === "DISABLED_UPDATE" && AccountUpdateValue.safeParse(raw).data?.ban_info?.waba_ban_state;
  return lookUp(afterEvent, state ? `${event} ${state}` : event) ?? asItWas;
}

function planAfterDisconnection(reason: string | undefined): AccountPlan {
  const known = reason === undefined ? undefined : lookUp(disconnections, reason);
  const { next = "ask_to_sign_up_again", explanation = reason === undefined ? noReason : newReason } = known ?? {};
  return {
    canUseApi: false,
    actions: ["stop_sending", "check_numbers", "unsubscribe_app", "forget_access_token", next, "end_subscription"],
    explanation,
  };
}

// The name is the sender's, and may be `constructor`.
function lookUp<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

const asItWas: AccountPlan = { actions: [], explanation: "The connection of the number is as it was." };

const afterChange: Readonly<Record<"paused" | "reconnected", AccountPlan>> = {
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
};

const afterEvent: Readonly<Record<string, AccountPlan>> = {
  ACCOUNT_DELETED: {
    canUseApi: false,
    actions: ["stop_sending", "forget_access_token", "ask_to_sign_up_again", "end_subscription"],
    explanation: "The WhatsApp Business Account was deleted, with all its numbers.",
  },
  PARTNER_APP_UNINSTALLED: {
    actions: ["check_access_token"],
    explanation: "The business took the permissions of an app away.",
  },
  "DISABLED_UPDATE DISABLE": {
    canUseApi: false,
    actions: ["stop_sending", "keep_access_token"],
    explanation: "Meta disabled the WhatsApp Business Account.",
  },
  "DISABLED_UPDATE REINSTATE": {
    canUseApi: true,
    actions: ["resume_sending"],
    explanation: "Meta reinstated the WhatsApp Business Account.",
  },
  "DISABLED_UPDATE SCHEDULE_FOR_DISABLE": {
    actions: [],
    explanation: "Meta is going to disable the WhatsApp Business Account.",
  },
};

const noReason = "The connection was ended, or the business took the whole account away. The event does not say which.";
const newReason = "The connection was ended, for a reason that was not known when this was written.";

/** What is special about a reason. The list has grown before. */
const disconnections: Readonly<Record<string, { explanation: string; next?: AccountAction }>> = {
  ACCOUNT_DISCONNECTED: {
    explanation: "The WhatsApp account was deleted by its owner, or ended by WhatsApp.",
    next: "ask_to_return_to_business_app",
  },
  BUSINESS_DOWNGRADE: {
    explanation: "The number was registered in the consumer WhatsApp app.",
    next: "ask_to_return_to_business_app",
  },
  CHANGE_NUMBER: { explanation: "The business changed its number.", next: "ask_to_sign_up_new_number" },
  COMPANION_INACTIVITY: { explanation: "The linked companion was not active for about 30 days." },
  PRIMARY_INACTIVITY: {
    explanation: "The app was not opened on the phone for about 14 days. It has to be opened regularly.",
  },
  USER_RE_REGISTERED: { explanation: "The number was registered on another device, and was not reconnected there." },
};
