/**
 * Payloads and signatures for testing your own application.
 *
 * @module
 * @example
 * ```ts
 * import { createCoexistence } from "whatsapp-coexistence";
 * import { signMeta } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * const coexistence = createCoexistence({ appSecret });
 * const body = '{"entry":[]}';
 * const headers = { "x-hub-signature-256": signMeta(body, appSecret) };
 * const request = new Request("https://example.com/webhook", { method: "POST", body, headers });
 * console.log((await coexistence.fetch(request)).status); // 200
 * ```
 */

export { type Signable, signDialog360, signMeta } from "./sign.ts";
