import { InvalidInputError } from "../../errors/index.ts";
import { UsageError } from "../command.ts";
import type { DoctorRoute } from "./doctor-options.ts";

/** What the arguments of the library's functions are called on the command line. */
const names: Readonly<Record<DoctorRoute, Readonly<Record<string, string>>>> = {
  meta: {
    accessToken: "ACCESS_TOKEN",
    appId: "--app or APP_ID",
    appSecret: "APP_SECRET",
    wabaId: "--waba",
    phoneNumberId: "--number",
    baseUrl: "--graph or GRAPH_URL",
  },
  "360dialog": {
    partnerId: "PARTNER_ID",
    apiKey: "PARTNER_API_KEY or D360_API_KEY",
    channelId: "--channel",
    partnerWebhookUrl: "--partner-url",
    baseUrl: "--hub, HUB_URL, --messaging or MESSAGING_URL",
  },
};

const namesOfBoth: Readonly<Record<string, string>> = {
  callbackUrl: "--url",
  state: "The file behind --state",
  url: "The address to probe",
  platformSecret: "PLATFORM_SECRET",
  webhookHeaders: "WEBHOOK_TOKEN",
  verifyToken: "VERIFY_TOKEN",
};

/**
 * Turns what the library says of an argument into what it means on the command line. Values are in neither.
 *
 * @internal
 */
export function toUsageError(error: unknown, route: DoctorRoute): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const name = names[route][error.field] ?? namesOfBoth[error.field];
  return new UsageError(name === undefined ? error.message : name + error.message.slice(error.field.length));
}
