import type { Evidence, Sourced } from "./sourced.ts";

const meta = "https://developers.facebook.com/documentation/business-messaging/whatsapp";
const dialog360 = "https://docs.360dialog.com";

/** Meta's page on onboarding users of the WhatsApp Business app. */
export const metaOnboardingPage = page(`${meta}/embedded-signup/onboarding-business-app-users`);

/** Where Meta announced what it changed, with the date of each change. */
export const metaChangeList = described("Meta's list of changes to its onboarding page", metaOnboardingPage.url);

/** What Meta's webhooks say of the end of a connection. */
export const metaAccountUpdatePage = page(`${meta}/webhooks/reference/account_update`);

/** Meta's reference of the webhook for an edited message. */
export const metaEditReference = page(`${meta}/webhooks/reference/messages/edit`);

/** Meta's reference of the webhook for chat history. */
export const metaHistoryReference = page(`${meta}/webhooks/reference/history`);

/** Meta's guide for numbers that change to another phone. It is there since 2026-05-18. */
export const metaReconnectGuide = described('Meta\'s guide "Reconnect offboarded coexistence clients"');

/** Meta's machine-readable description of its API. */
export const metaApiDescription = {
  ...described(
    "Meta's description of its API, business-messaging-api_v23.0.yaml",
    "https://github.com/facebook/openapi",
  ),
  asOf: "2025-11-21",
};

/** 360dialog's page "Using a phone number already in use with WhatsApp App". */
export const dialog360Page = page(
  `${dialog360}/partner/waba-management/phone-number-and-hosting/using-a-phone-number-already-in-use-with-whatsapp-app`,
);

/** The same page, in the version that opens with a notice about its support. */
export const dialog360PageWithNotice = described("a version of 360dialog's page on numbers in use", dialog360Page.url);

/** 360dialog's newest page for its clients, known from reports about it. */
export const dialog360ClientPage = {
  ...page(`${dialog360}/docs/resources/phone-numbers/coexistence`, "third_party"),
  asOf: "2026-08",
};

/** What 360dialog's documentation assistant answers, known from reports about it. */
export const dialog360Assistant = described("360dialog's documentation assistant", dialog360, "third_party");

/** What integrators report of 360dialog's documentation. */
export const dialog360Reports = described(
  "integrators' reports about 360dialog's documentation",
  dialog360,
  "third_party",
);

/** What 360dialog's documentation says of its Hub, where subscriptions are cancelled. */
export const dialog360Hub = described("360dialog's documentation of its Hub", dialog360);

/** A page that is its own source. */
function page(url: string, evidence: Evidence = "documented") {
  return { source: url, url, asOf: "2026-09", evidence } satisfies Sourced;
}

/** A source that has no address of its own. */
function described(source: string, url?: string, evidence: Evidence = "documented"): Sourced {
  return { source, ...(url === undefined ? {} : { url }), asOf: "2026-09", evidence };
}
