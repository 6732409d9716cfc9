import type { Meaning } from "./refusal.ts";

/** What one of Meta's codes means. */
export interface MetaCode {
  readonly meaning: Meaning;
  readonly explanation: string;
  readonly mayPass?: boolean;
}

const migrationAndTemplates = [
  ...[2388001, 2388012, 2388019, 2388040, 2388047, 2388072],
  ...[2388073, 2388093, 2388103, 2388293, 2388299],
];

/**
 * Meta's error codes. The code decides, never the HTTP status: rate limits are answered with 400, and a missing
 * permission with 500.
 *
 * State: 2026-09.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
const codes: Readonly<Record<number, MetaCode>> = {
  ...all("rate", {
    4: "the app made too many calls",
    17: "the user made too many calls",
    613: "the limit of this kind of call is reached",
    80007: "the WhatsApp Business Account's limit of calls is reached",
    130429: "the throughput of the number is reached",
    131056: "too many messages to the same user",
  }),
  // The wait is one of hours: 10 calls in 72 hours.
  133016: { meaning: "rate", explanation: "too many registrations of the number", mayPass: false },
  ...all("temporary", {
    1: "an unknown error, or a malformed request",
    2: "the service is down or overloaded",
    131000: "an unknown error",
    131016: "the service is unavailable",
    131057: "the account is in maintenance",
    133004: "the server is unavailable",
    2494100: "the number is in maintenance",
  }),
  ...all("token", {
    0: "the access token expired or was revoked",
    102: "the login is not valid any more",
    190: "the access token expired or was revoked",
  }),
  ...all("permission", {
    3: "the app lacks a capability or permission",
    10: "a permission was not granted, or was removed",
    131005: "a permission was not granted, or was removed",
  }),
  ...all("policy", {
    368: "blocked for a time because of policy violations",
    130497: "the business may not message users in this country",
    131031: "the account is locked",
    131048: "too many messages of the number were taken for spam",
  }),
  ...all("input", {
    33: "the number was deleted, or its id is wrong",
    100: "a parameter is not valid, or the call is not available for this number",
    130472: "the user's number is part of an experiment",
    131008: "a required parameter is missing",
    131009: "the value of a parameter is not valid",
    131021: "the recipient is the sender",
    131026: "the message cannot be delivered to this user",
    131037: "the display name of the number needs approval",
    131042: "a problem with the payment method, or with eligibility",
    131045: "the number is not registered properly",
    131047: "more than 24 hours since the user's last message",
    131049: "not delivered, to keep the engagement healthy",
    131050: "the user wants no marketing messages",
    131051: "the message type is not supported",
    131052: "the user's media could not be downloaded",
    131053: "the media could not be uploaded",
    131055: "the method is not allowed",
    131060: "the message is not available",
    131062: "recipients by user id are not supported for this message",
    131063: "the recipient is not supported for this message",
    131064: "the recipient is not supported for this message",
    132000: "the number of the template's parameters does not match",
    132001: "the template does not exist in this language",
    132005: "the template's text is too long",
    132007: "the template's content breaks a policy of its format",
    132012: "the format of a template parameter does not match",
    132015: "the template is paused",
    132016: "the template is disabled",
    132068: "the flow is blocked",
    132069: "the flow is throttled",
    133000: "an earlier deregistration is not complete",
    133005: "the two-step verification PIN is wrong",
    133006: "the number has to be verified again",
    133008: "too many wrong PINs",
    133009: "PINs were tried too fast",
    133010: "the number is not registered",
    133015: "the number was deleted a short time ago",
    134011: "the payment terms are not accepted",
    134100: "only marketing messages are allowed here",
    134101: "the template is still being synchronized",
    134102: "the template is not available here",
    135000: "something in the parameters is wrong",
    ...same("the business username was not accepted", 147001, 147002, 147003, 147004, 147005),
    ...same("the insights of this template are not available", 200005, 200006, 200007),
    1752041: "an onboarding of this kind was asked for before",
    ...same("the number cannot be migrated, or the template not created", ...migrationAndTemplates),
    2593079: "the WhatsApp Business Account has another owner",
    2593085: "the WhatsApp Business Account has another owner",
    2593109: "the business keeps its history to itself",
  }),
  2593107: { meaning: "sync_requested", explanation: "this synchronization was requested before" },
  2593108: { meaning: "sync_closed", explanation: "the 24 hours for a synchronization are over" },
};

/** Looks a code up. One that is not listed is judged by the status. */
export function findMetaCode(code: number): MetaCode | undefined {
  if (Object.hasOwn(codes, code)) return codes[code];
  if (code >= 200 && code <= 299) return { meaning: "permission", explanation: "a permission is missing" };
  return undefined;
}

function same(explanation: string, ...numbers: readonly number[]): Record<number, string> {
  return Object.fromEntries(numbers.map((number) => [number, explanation]));
}

function all(meaning: Meaning, explanations: Readonly<Record<number, string>>): Record<number, MetaCode> {
  return Object.fromEntries(
    Object.entries(explanations).map(([code, explanation]) => [code, { meaning, explanation }]),
  );
}
