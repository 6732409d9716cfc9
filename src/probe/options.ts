import { InvalidInputError } from "../errors/index.ts";
import type { BusinessNumber } from "../payloads/participants.ts";
import { type Credential, metaSender, numberUrlSender, partnerUrlSender, type Sender } from "../payloads/sender.ts";
import { longestTimer } from "../runtime/positive-number.ts";
import { largestHistory, smallestHistory } from "./large-history.ts";
import { probeNumber } from "./probe-number.ts";

/** Options of {@link probeWebhook}. Exactly one of `appSecret`, `platformSecret` and `webhookHeaders` has to be there. */
export interface ProbeOptions {
  /** Meta's app secret. The webhooks are Meta's. */
  appSecret?: string | undefined;
  /** 360dialog's platform secret. The webhooks are those of its partner URL. */
  platformSecret?: string | undefined;
  /** The headers set together with a number's URL at 360dialog. The webhooks are those of such a URL. */
  webhookHeaders?: Readonly<Record<string, string | undefined>> | undefined;
  /** The verify token typed into Meta's App Dashboard. Without it no challenge is sent. */
  verifyToken?: string | undefined;
  /** The business number in the webhooks. Default: {@link probeNumber}, which nobody has. */
  number?: BusinessNumber | undefined;
  /** How long each answer may take, in milliseconds. One that takes longer is a failed probe. Default: 10,000. */
  timeout?: number | undefined;
  /**
   * The size of the large history, in bytes, from 20,000 to 10,000,000. Default: 3,145,728, which are the 3 MB that Meta
   * names as its largest.
   */
  historyBytes?: number | undefined;
  /**
   * A `fetch` to use in place of the runtime's, for a proxy, or to probe a receiver that listens nowhere. It is given
   * one `Request`.
   */
  fetch?: ((request: Request) => Response | Promise<Response>) | undefined;
  /** Ends the probing. */
  signal?: AbortSignal | undefined;
}

/** {@link ProbeOptions}, read and with every default filled in. */
export interface ProbeSettings {
  readonly sender: Sender;
  readonly verifyToken: string | undefined;
  readonly number: BusinessNumber;
  readonly timeout: number;
  readonly historyBytes: number;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly signal: AbortSignal | undefined;
}

/** @throws InvalidInputError naming the option. */
export function readOptions(options: ProbeOptions): ProbeSettings {
  // Whoever passes the secret itself must not find it in the message of a TypeError.
  if (typeof options !== "object" || options === null) throw new InvalidInputError("options", "is no object.");
  const { verifyToken, number = probeNumber, timeout = 10_000, historyBytes = 3 * 1024 * 1024, signal } = options;
  const fetch = options.fetch ?? globalThis.fetch;
  if (typeof fetch !== "function") throw new InvalidInputError("fetch", "is not a function.");
  if (!(typeof timeout === "number" && timeout > 0 && timeout <= longestTimer)) {
    throw new InvalidInputError("timeout", `is not a positive number up to ${longestTimer}.`);
  }
  if (!(Number.isInteger(historyBytes) && historyBytes >= smallestHistory && historyBytes <= largestHistory)) {
    throw new InvalidInputError("historyBytes", `is no whole number from ${smallestHistory} to ${largestHistory}.`);
  }
  return {
    sender: readSender(options),
    verifyToken: verifyToken === undefined ? undefined : requireText("verifyToken", verifyToken),
    number: requireNumber(number),
    timeout,
    historyBytes,
    fetch,
    signal: requireSignal(signal),
  };
}

const credentials = ["appSecret", "platformSecret", "webhookHeaders"] as const satisfies readonly Credential[];

function readSender(options: ProbeOptions): Sender {
  const [given, another] = credentials.filter((name) => options[name] !== undefined);
  if (given === undefined) {
    // An option that is there with the value undefined is an environment variable that is missing.
    const expected = credentials.find((name) => name in options) ?? "appSecret";
    throw new InvalidInputError(
      expected,
      "is missing. Pass what the sender proves itself with: appSecret (Meta), platformSecret or webhookHeaders (360dialog).",
    );
  }
  if (another !== undefined) {
    throw new InvalidInputError(another, `stands beside ${given}. One probe plays one sender: make one for each.`);
  }
  if (given === "webhookHeaders") return numberUrlSender(requireHeaders(options.webhookHeaders));
  const secret = requireText(given, options[given]).trim();
  return given === "appSecret" ? metaSender(secret) : partnerUrlSender(secret);
}

function requireText(field: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new InvalidInputError(field, "is missing or blank.");
}

function requireHeaders(headers: unknown): Record<string, string> {
  const isObject = typeof headers === "object" && headers !== null && !Array.isArray(headers);
  const entries = isObject
    ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), requireText("webhookHeaders", value).trim()])
    : [];
  const isSendable = ([name = "", value = ""]: string[]): boolean =>
    /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\x20-\x7e]+$/.test(value);
  if (entries.length > 0 && entries.every(isSendable)) return Object.fromEntries(entries);
  throw new InvalidInputError("webhookHeaders", "is no object of header names with their values, in ASCII.");
}

function requireNumber(number: unknown): BusinessNumber {
  const { wabaId, phoneNumberId, displayPhoneNumber } = (number ?? {}) as Partial<
    Record<keyof BusinessNumber, unknown>
  >;
  const isNamed = [wabaId, phoneNumberId, displayPhoneNumber].every((id) => typeof id === "string" && id !== "");
  if (isNamed) return number as BusinessNumber;
  throw new InvalidInputError("number", "is no business number: wabaId, phoneNumberId and displayPhoneNumber as text.");
}

/** A signal of another realm is one as well, so that its class says nothing. */
function requireSignal(signal: unknown): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const { aborted, addEventListener } = (signal ?? {}) as Partial<AbortSignal>;
  if (typeof aborted === "boolean" && typeof addEventListener === "function") return signal as AbortSignal;
  throw new InvalidInputError("signal", "is no AbortSignal.");
}
