import type { DoctorRoute } from "./doctor-options.ts";

const namesOfBoth: Readonly<Record<string, string>> = {
  callbackUrl: "--url",
  state: "The file behind --state",
  url: "The address to probe",
  platformSecret: "PLATFORM_SECRET",
  webhookHeaders: "WEBHOOK_TOKEN",
  verifyToken: "VERIFY_TOKEN",
};

/** What the arguments of the library's functions are called on the command line. */
export const argumentNames: Readonly<Record<DoctorRoute, Readonly<Record<string, string>>>> = {
  meta: {
    ...namesOfBoth,
    accessToken: "ACCESS_TOKEN",
    appId: "--app or APP_ID",
    appSecret: "APP_SECRET",
    wabaId: "--waba",
    phoneNumberId: "--number",
    baseUrl: "--graph or GRAPH_URL",
  },
  "360dialog": {
    ...namesOfBoth,
    partnerId: "PARTNER_ID",
    apiKey: "PARTNER_API_KEY or D360_API_KEY",
    channelId: "--channel",
    partnerWebhookUrl: "--partner-url",
    baseUrl: "--hub, HUB_URL, --messaging or MESSAGING_URL",
  },
};
