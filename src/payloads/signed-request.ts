import { CoexistenceError } from "../errors/index.ts";
import { escapeLikeMeta } from "./escape-like-meta.ts";
import { signDialog360, signMeta } from "./sign.ts";

/** A webhook to send: as an object, or as the exact text or bytes of its body. */
export type SendableWebhook = object | string | Uint8Array;

/** What the sender proves itself with. Exactly one. */
export type SenderCredentials =
  /** Meta's app secret. */
  | { readonly appSecret: string }
  /** 360dialog's platform secret, for the partner URL. */
  | { readonly platformSecret: string }
  /** The headers set together with a number's URL at 360dialog. */
  | { readonly webhookHeaders: Readonly<Record<string, string>> };

/** What `fetch`, `new Request` and the `inject` of test clients take. */
export interface SignedInit {
  /** Always `POST`. */
  method: "POST";
  /** The content type and what proves the sender. */
  headers: Record<string, string>;
  /** The bytes that were signed. */
  body: string | Uint8Array<ArrayBuffer>;
}

/**
 * Signs a webhook and makes the options of a request from it, to send with `fetch` or another client. An object is
 * written as its sender does: escaped by Meta, plain by 360dialog. A text or bytes are sent as they are.
 *
 * @throws `CoexistenceError` with code `secret_missing` when the secret is empty.
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { messageChange, metaWebhook, signedInit, textMessage } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const init = signedInit(metaWebhook(messageChange(textMessage())), { appSecret });
 * const answer = await createCoexistence({ appSecret }).fetch(new Request("https://example.com/webhook", init));
 * console.log(answer.status); // 200
 * ```
 */
export function signedInit(webhook: SendableWebhook, credentials: SenderCredentials): SignedInit {
  const body = bodyOf(webhook, "appSecret" in credentials ? escapeLikeMeta : (json) => json);
  return { method: "POST", headers: { "content-type": "application/json", ...proofOf(body, credentials) }, body };
}

/**
 * Makes a signed request, ready for `coexistence.fetch` or any handler that takes one.
 *
 * @throws `CoexistenceError` with code `secret_missing` when the secret is empty.
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { echoChange, metaWebhook, signedRequest, textMessage } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const coexistence = createCoexistence({ appSecret });
 * coexistence.onEcho(({ message }) => console.log(message.type)); // "text"
 * const webhook = metaWebhook(echoChange(textMessage("See you at nine.")));
 * await coexistence.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }));
 * ```
 */
export function signedRequest(url: string | URL, webhook: SendableWebhook, credentials: SenderCredentials): Request {
  return new Request(url, signedInit(webhook, credentials));
}

function bodyOf(webhook: SendableWebhook, write: (json: string) => string): SignedInit["body"] {
  if (typeof webhook === "string") return webhook;
  // Copied, because a request refuses bytes whose memory is shared.
  return webhook instanceof Uint8Array ? new Uint8Array(webhook) : write(JSON.stringify(webhook));
}

function proofOf(body: SignedInit["body"], credentials: SenderCredentials): Record<string, string> {
  if ("webhookHeaders" in credentials) return { ...credentials.webhookHeaders };
  if ("appSecret" in credentials) return { "x-hub-signature-256": signMeta(body, given(credentials.appSecret)) };
  return { "x-360dialog-signature": signDialog360(body, given(credentials.platformSecret)) };
}

function given(secret: string): string {
  if (secret) return secret;
  throw new CoexistenceError("secret_missing", "There is no secret to sign the webhook with.");
}
