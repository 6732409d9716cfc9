import { createHmac } from "node:crypto";
import { inspect } from "node:util";

// Secrets, numbers and texts that go through every call. None of them may be seen in an error or in a client.

const appSecret = "c0ffee00c0ffee00c0ffee00c0ffee01";
const accessToken = "EAACanaryTokenOfACustomer02";

/** What an app hands to a client. */
export const given = {
  appId: "690000000000003",
  appSecret,
  accessToken,
  code: "AQCanaryCodeOfASignUp04",
  otherToken: "EAACanaryTokenToLookAt05",
  verifyToken: "canary-verify-token-06",
  numberKey: "canary-key-of-a-number-07",
  partnerKey: "canary-key-of-a-partner-08",
  bearerToken: "canary-bearer-of-a-partner-09",
  username: "canary-login-10@example.com",
  password: "canary password 11",
  partnerId: "Canary12PA",
  clientId: "Canary13CL",
  channelId: "Canary14CH",
  wabaId: "190000000000015",
  phoneNumberId: "290000000000016",
  businessId: "590000000000017",
  mediaId: "390000000000018",
  solutionId: "790000000000019",
  callbackUrl: "https://hooks.example.com/canary-path-20?secret=canary-query-20",
  redirectUrl: "https://app.example.com/canary-redirect-21",
  headerValue: "Bearer canary-header-22",
  destination: "canary-destination-23",
  customer: "Canary Bakery 24",
  email: "canary-25@example.com",
  userName: "Canary Robin 26",
  filter: "canary-filter-27",
  basePath: "/canary-base-28",
  reason: "canary-abort-reason-29",
} as const;

/** What a provider, or a runtime, puts into its answers and errors. */
export const received = {
  message: "(#100) The number +1 555-990-0030 of Canary Anna is not allowed",
  userTitle: "Canary title 31",
  userMessage: "Canary message 32",
  details: "Sent to 15559900033",
  type: "CanaryException34",
  key: "canary_key_35",
  html: "<h1>canary-html-36</h1>",
  trace: "15559900037",
  codeNumber: 15559900038,
  subcode: 15559900039,
  retryAfter: "15559900040",
  location: "https://canary-41.example.com/canary-location?access_token=canary-42",
  headerName: "x-canary-43",
  headerValue: "canary-header-44",
  mediaPath: "/canary-media-45?signature=canary-46",
  thrown: "canary-thrown-47",
  causeCode: "CANARY_CODE_48",
  displayNumber: "+1 555-990-0049",
  messageText: "See you at canary o'clock 50",
} as const;

export const canaries: readonly string[] = [
  ...Object.values(given),
  ...Object.values(received).map(String),
  createHmac("sha256", appSecret).update(accessToken).digest("hex"),
  // Parts by which a longer one would give itself away.
  ...["canary", "990-00", "1555990"],
];

/** The canaries in whatever can be seen of a value, in upper and lower case alike. */
export function canariesIn(value: unknown): string[] {
  const text = everythingIn(value).toLowerCase();
  return canaries.filter((canary) => text.includes(canary.toLowerCase()));
}

function everythingIn(value: unknown): string {
  const shown = [
    String(value),
    printJson(value),
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
  ];
  for (let error = value; error instanceof Error; error = error.cause) {
    shown.push(error.message, error.stack ?? "", String(error), inspect(error), printJson(error));
  }
  return shown.join("\n");
}

function printJson(value: unknown): string {
  return JSON.stringify(value) ?? "";
}
