import { decodeBytes, decodeObject, decodeText } from "../decode/decode.ts";
import { type CoexistenceError, isCoexistenceError } from "../errors/index.ts";
import type { CoexistenceEvent, Provider } from "../model/index.ts";
import { bytesOf } from "../runtime/bytes.ts";
import { Frame, isJsonObject } from "./frame.ts";
import { readEnvelope } from "./read-envelope.ts";

/** What the body itself does not say. */
export interface ParseOptions {
  /** Who sent it. Without it the envelope tells: 360dialog's own means 360dialog, any other means Meta. */
  provider?: Provider;
  /** When it arrived. Default: now. */
  receivedAt?: Date;
}

/** What {@link safeParseWebhook} answers. */
export type ParseResult = { success: true; events: CoexistenceEvent[] } | { success: false; error: CoexistenceError };

/**
 * Reads a webhook of Meta or 360dialog, in either envelope, and returns its events in the sender's order.
 *
 * Every item of every change of every entry comes out as an event; what cannot be understood comes out as `unknown`
 * with its raw value. Items are checked one by one, so a bad one never takes its neighbours down.
 *
 * A number that JavaScript cannot hold becomes a string of the sender's digits, what is nested deeper than 64 levels a
 * string of its JSON text, and the keys `__proto__` and `constructor.prototype` are left out. A body that is an object
 * already has lost its exact numbers before: give it the bytes where you can.
 *
 * @param body - the raw bytes, the JSON text, or the parsed value.
 * @throws {@link CoexistenceError} with code `invalid_utf8` or `invalid_json`, for a body that is no JSON text. Nothing
 * that is JSON makes it throw.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 * @example
 * ```ts
 * import { parseWebhook } from "whatsapp-coexistence";
 *
 * const [event] = parseWebhook({
 *   object: "whatsapp_business_account",
 *   entry: [{ id: "1", changes: [{ field: "account_update", value: { event: "ACCOUNT_OFFBOARDED" } }] }],
 * });
 * if (event?.type === "account") console.log(event.change); // "paused"
 * ```
 */
export function parseWebhook(
  body: Uint8Array | ArrayBuffer | string | object,
  options: ParseOptions = {},
): CoexistenceEvent[] {
  const value = decodeBody(body);
  const isDialog360 = isJsonObject(value) && !("entry" in value) && typeof value["event"] === "string";
  const provider = options.provider ?? (isDialog360 ? "360dialog" : "meta");
  const events: CoexistenceEvent[] = [];
  readEnvelope(new Frame({ provider, receivedAt: options.receivedAt ?? new Date() }, "", events), value);
  return events;
}

/**
 * Like {@link parseWebhook}, and answers instead of throwing.
 *
 * @example
 * ```ts
 * import { safeParseWebhook } from "whatsapp-coexistence";
 *
 * const result = safeParseWebhook("not JSON");
 * console.log(result.success ? result.events.length : result.error.code); // "invalid_json"
 * ```
 */
export function safeParseWebhook(
  body: Uint8Array | ArrayBuffer | string | object,
  options: ParseOptions = {},
): ParseResult {
  try {
    return { success: true, events: parseWebhook(body, options) };
  } catch (error) {
    if (isCoexistenceError(error)) return { success: false, error };
    throw error;
  }
}

function decodeBody(body: unknown): unknown {
  if (typeof body === "string") return decodeText(body);
  const bytes = bytesOf(body);
  return bytes === undefined ? decodeObject(body) : decodeBytes(bytes);
}
