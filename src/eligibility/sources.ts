import type { Sourced } from "./sourced.ts";

const meta = "https://developers.facebook.com/documentation/business-messaging/whatsapp";
const dialog360 = "https://docs.360dialog.com";

/** Meta's page on onboarding users of the WhatsApp Business app. */
export const metaOnboardingPage = {
  source: `${meta}/embedded-signup/onboarding-business-app-users`,
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** Where Meta announced what it changed, with the date of each change. */
export const metaChangeList = {
  source: `Meta's list of changes to ${metaOnboardingPage.source}`,
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** What Meta's webhooks say of the end of a connection. */
export const metaAccountUpdatePage = {
  source: `${meta}/webhooks/reference/account_update`,
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** 360dialog's page "Using a phone number already in use with WhatsApp App". */
export const dialog360Page = {
  source: `${dialog360}/partner/waba-management/phone-number-and-hosting/using-a-phone-number-already-in-use-with-whatsapp-app`,
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** The same page, in the version that opens with a notice about its support. */
export const dialog360PageWithNotice = {
  ...dialog360Page,
  source: `${dialog360Page.source} (one of its versions)`,
} as const satisfies Sourced;

/** 360dialog's newest page for its clients, known from reports about it. */
export const dialog360ClientPage = {
  source: `${dialog360}/docs/resources/phone-numbers/coexistence`,
  asOf: "2026-08",
  evidence: "third_party",
} as const satisfies Sourced;

/** What 360dialog's documentation assistant answers, known from reports about it. */
export const dialog360Assistant = {
  source: `360dialog's documentation assistant, ${dialog360}`,
  asOf: "2026-09",
  evidence: "third_party",
} as const satisfies Sourced;

/** Meta's reference of the webhook for an edited message. */
export const metaEditReference = {
  source: "https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/edit",
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** Meta's reference of the webhook for chat history. */
export const metaHistoryReference = {
  source: "https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history",
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** Meta's guide for numbers that change to another phone. It is there since 2026-05-18. */
export const metaReconnectGuide = {
  source: 'Meta\'s guide "Reconnect offboarded coexistence clients"',
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;

/** Meta's machine-readable description of its API. */
export const metaApiDescription = {
  source: "https://github.com/facebook/openapi (business-messaging-api_v23.0.yaml)",
  asOf: "2025-11-21",
  evidence: "documented",
} as const satisfies Sourced;

/** What integrators report of 360dialog's documentation. */
export const dialog360Reports = {
  source: "integrators' reports about 360dialog's documentation, https://docs.360dialog.com",
  asOf: "2026-09",
  evidence: "third_party",
} as const satisfies Sourced;

/** What 360dialog's documentation says of its Hub, where subscriptions are cancelled. */
export const dialog360Hub = {
  source: "360dialog's documentation of its Hub, https://docs.360dialog.com",
  asOf: "2026-09",
  evidence: "documented",
} as const satisfies Sourced;
