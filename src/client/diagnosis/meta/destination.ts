import type { AppSubscription, SubscribedApp, WebhookConfiguration } from "../../../schemas/index.ts";
import { isSameAddress } from "../../onboarding/meta/check-subscriptions.ts";
import { type Answer, answerOf, explain } from "../ask.ts";
import { type Finding, failed, passed, unknown, type WebhookUrls, warning } from "../finding.ts";
import { printHost } from "../print-host.ts";

/** What is known of where webhooks go. */
export interface DestinationAnswers {
  readonly appId: string | undefined;
  readonly subscription: Answer<AppSubscription | undefined>;
  readonly apps: Answer<readonly SubscribedApp[]>;
  /** Absent where no number was found to ask about. */
  readonly callbacks: Answer<WebhookConfiguration> | undefined;
  /** Where the webhooks are to go. */
  readonly callbackUrl: string | undefined;
}

type Level = "number" | "account" | "app";

/** Where the webhooks of the number go, and by what. */
interface Destination {
  readonly level: Level;
  readonly url: string;
}

/** Looks whether the app gets the webhooks of the account. */
export function findAppSubscribed({ appId, apps }: DestinationAnswers): Finding {
  const check = "app_subscribed";
  if ("failure" in apps) return unknown(check, explain(apps.failure));
  if (findOwn(apps, appId) !== undefined) return passed(check, "The app is subscribed to the account.");
  if (appId === undefined && apps.value.length > 0) {
    const reason = "Without the app's id, it cannot be found among the account's.";
    return unknown(check, { reason, fix: "Give the app's id." });
  }
  return failed(check, {
    reason: "The app is not subscribed to the account, and gets none of its webhooks.",
    fix: "Call subscribedApps.subscribe before a synchronization is asked for: what is sent to nobody is lost.",
  });
}

function findOwn(apps: DestinationAnswers["apps"], appId: string | undefined): SubscribedApp | undefined {
  if (appId === undefined) return undefined;
  return answerOf(apps)?.find((app) => app.whatsapp_business_api_data?.id === appId);
}

/**
 * Puts together where webhooks go. The number's override wins over the account's, and that over the app's URL.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export function locate({ appId, subscription, apps, callbacks }: DestinationAnswers): {
  destination: Destination | undefined;
  webhookUrls: WebhookUrls;
} {
  const levels = callbacks && answerOf(callbacks);
  const app = answerOf(subscription)?.callback_url ?? levels?.application;
  const urls: readonly (readonly [Level, string | undefined])[] = [
    ["number", levels?.phone_number],
    ["account", levels?.whatsapp_business_account ?? findOwn(apps, appId)?.override_callback_uri],
    ["app", app],
  ];
  const [level, url] = urls.find(([, url]) => url !== undefined) ?? [];
  // Without the number's own level, the others say nothing about it.
  const isKnown = levels !== undefined && level !== undefined && url !== undefined;
  const destination = isKnown ? { level, url } : undefined;
  return {
    destination,
    webhookUrls: {
      ...(destination === undefined ? {} : { number: destination.url }),
      ...(app === undefined ? {} : { app }),
    },
  };
}

const words: Readonly<Record<Level, string>> = {
  number: "an override of the number",
  account: "an override of the account",
  app: "the app's callback URL",
};

const fixes: Readonly<Record<Level, string>> = {
  number: "Call phoneNumbers.setCallback, or phoneNumbers.removeCallback where it needs no address of its own.",
  account: "Call subscribedApps.subscribe with the override that is wanted, or without one to remove it.",
  app: "Call meta.webhookSubscription.add with the address that is wanted.",
};

/** Looks where webhooks go: those that an override covers, and those that none does. */
export function findDestinations(answers: DestinationAnswers): Finding[] {
  const { callbacks, callbackUrl } = answers;
  const { destination, webhookUrls } = locate(answers);
  if (destination === undefined) {
    const open = explainUnlocated(callbacks);
    return [unknown("webhook_destination", open), unknown("account_update_destination", open)];
  }
  const { level, url } = destination;
  const place = `They go to ${printHost(url)}, by ${words[level]}`;
  const isWanted = callbackUrl === undefined || isSameAddress(url, callbackUrl);
  return [
    isWanted
      ? passed("webhook_destination", `${place}.`)
      : failed("webhook_destination", {
          reason: `${place}, and not to the address that was named.`,
          fix: fixes[level],
        }),
    findAccountUpdates(destination, webhookUrls.app),
  ];
}

function explainUnlocated(callbacks: DestinationAnswers["callbacks"]) {
  if (callbacks === undefined) return { reason: "No number was found to look at: see number_found." };
  if ("failure" in callbacks) return explain(callbacks.failure);
  return { reason: "No address is known at any level: see app_callback_set." };
}

function findAccountUpdates({ level, url }: Destination, appUrl: string | undefined): Finding {
  const check = "account_update_destination";
  if (level === "app") return passed(check, "They go to the same address.");
  if (appUrl === undefined)
    return unknown(check, { reason: "The app's callback URL is not known: see app_callback_set." });
  if (isSameAddress(appUrl, url)) return passed(check, "They go to the same address.");
  return warning(check, {
    reason: `No override covers account_update, which says that a business disconnected: it goes to ${printHost(appUrl)}.`,
    fix: "Receive webhooks there as well, with the same app secret.",
  });
}
