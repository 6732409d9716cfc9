import { onlyDefined } from "../only-defined.ts";

/** What every message of the sign-up has. */
export interface SignupMessageBase {
  /** Meta's name of the event. */
  readonly event: string;
  /** The version of the message, where it has one: 3 since Embedded Signup 3. */
  readonly version?: number;
  /** What Meta wrote, for what is not read here, such as `ad_account_ids`. It may be anything. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The business went through the sign-up: `FINISH` and every event that begins with it. */
export interface SignupFinishedMessage extends SignupMessageBase {
  readonly outcome: "finished";
  /** The WhatsApp Business account. For coexistence this is the only id that Meta documents. */
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  /** The business portfolio. */
  readonly businessId?: string;
}

/** The business left the sign-up: `CANCEL` without an error. */
export interface SignupCancelledMessage extends SignupMessageBase {
  readonly outcome: "cancelled";
  /** The step at which it left, such as `PHONE_NUMBER_SETUP`. The list differs by version. */
  readonly currentStep?: string;
}

/** The business was shown an error: `ERROR`, or `CANCEL` with an error. */
export interface SignupFailedMessage extends SignupMessageBase {
  readonly outcome: "failed";
  /** Meta writes it as `error_code` or, in older versions, as `error_id`. */
  readonly errorCode?: string;
  /** Meta's own text, for the business. */
  readonly errorMessage?: string;
  /** What Meta's support asks for. */
  readonly sessionId?: string;
}

/** A message of the sign-up with an event that is not known. */
export interface SignupUnknownMessage extends SignupMessageBase {
  readonly outcome: "unknown";
}

/** A message of the sign-up, told apart by its `outcome`. */
export type SignupMessage = SignupFinishedMessage | SignupCancelledMessage | SignupFailedMessage | SignupUnknownMessage;

/**
 * Reads a message that the window of Embedded Signup posts to the page, and says `undefined` for every other message: those
 * of other types and of other origins, and what is no message at all. It never throws.
 *
 * {@link launchEmbeddedSignup} listens by itself; this is for pages that call Facebook's SDK on their own. The origin has
 * to be `https://facebook.com` or a subdomain of it. Ids are text and digits only; one that is something else is left
 * out. What the page tells your server is still no proof: check there that the account belongs to the business.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 * @example
 * ```ts
 * import { parseSignupMessage } from "whatsapp-coexistence/signup";
 *
 * // In a page: window.addEventListener("message", (event) => { const message = parseSignupMessage(event); … });
 * const data = `{ "type": "WA_EMBEDDED_SIGNUP", "event": "CANCEL", "data": { "current_step": "PHONE_NUMBER_SETUP" } }`;
 * const message = parseSignupMessage({ origin: "https://www.facebook.com", data });
 * if (message?.outcome === "cancelled") console.log(message.currentStep); // "PHONE_NUMBER_SETUP"
 *
 * console.log(parseSignupMessage({ origin: "https://evilfacebook.com", data })); // undefined
 * ```
 */
export function parseSignupMessage(event: {
  readonly origin: string;
  readonly data: unknown;
}): SignupMessage | undefined {
  try {
    return isFacebook(event.origin) ? readMessage(event.data) : undefined;
  } catch {
    return undefined; // no JSON, or an object that does not want to be read
  }
}

// As a browser writes an origin: lower case, and no port where it is the usual one. Meta's own sample looks at the end
// of the text only, and so takes https://evilfacebook.com.
function isFacebook(origin: unknown): boolean {
  return typeof origin === "string" && /^https:\/\/([a-z\d-]+\.)*facebook\.com$/.test(origin);
}

function readMessage(posted: unknown): SignupMessage | undefined {
  if (typeof posted !== "string") return undefined; // Meta posts text; objects are other parts of Facebook's SDK
  const message = asRecord(JSON.parse(posted));
  const { type, event } = message;
  if (type !== "WA_EMBEDDED_SIGNUP" || typeof event !== "string") return undefined;
  const data = asRecord(message["data"]);
  const version = Number.parseInt(String(message["version"]), 10) || undefined; // Meta writes 3 and "3"
  return onlyDefined({ ...readOutcome(event, data), event, version, data }) as SignupMessage;
}

function readOutcome(event: string, data: Readonly<Record<string, unknown>>): object {
  if (event.startsWith("FINISH")) {
    const ids = [data["waba_id"]].concat(data["waba_ids"]);
    return {
      outcome: "finished",
      wabaId: ids.map(readId).find(Boolean),
      phoneNumberId: readId(data["phone_number_id"]),
      businessId: readId(data["business_id"]),
    };
  }
  if (event === "ERROR" || (event === "CANCEL" && errorMembers.some((member) => data[member]))) {
    const text = data["error_message"];
    return {
      outcome: "failed",
      errorCode: readWord(data["error_code"]) ?? readWord(data["error_id"]),
      errorMessage: typeof text === "string" ? text : undefined,
      sessionId: readWord(data["session_id"]),
    };
  }
  if (event === "CANCEL") return { outcome: "cancelled", currentStep: readWord(data["current_step"]) };
  return { outcome: "unknown" };
}

// `error_id` is the older name.
const errorMembers = ["error_code", "error_id", "error_message"];

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && !Array.isArray(value) ? { ...value } : {};
}

// As text only: a number that long has lost digits before it gets here.
function readId(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{1,32}$/.test(value) ? value : undefined;
}

// Steps, codes and sessions get into the messages of errors, hence words only. A code is a number in some versions.
function readWord(value: unknown): string | undefined {
  const text = String(value ?? "");
  return /^[\w-]{1,64}$/.test(text) ? text : undefined;
}
