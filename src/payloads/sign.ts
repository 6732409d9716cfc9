import { createHmac } from "node:crypto";

/** A body to sign: its text, or its bytes. */
export type Signable = string | Uint8Array;

/**
 * Signs a body as Meta does: the value of `X-Hub-Signature-256`.
 *
 * @example
 * ```ts
 * import { verify } from "whatsapp-coexistence";
 * import { signMeta } from "whatsapp-coexistence/testing";
 *
 * const appSecret = "0123456789abcdef0123456789abcdef";
 * console.log(await verify("{}", signMeta("{}", appSecret), { appSecret })); // true
 * ```
 */
export function signMeta(body: Signable, appSecret: string): string {
  return `sha256=${hmac(body, appSecret)}`;
}

/**
 * Signs a body as 360dialog does for the partner URL: the value of `x-360dialog-signature`, in bare hex.
 *
 * @example
 * ```ts
 * import { verify } from "whatsapp-coexistence";
 * import { signDialog360 } from "whatsapp-coexistence/testing";
 *
 * const platformSecret = "fedcba9876543210fedcba9876543210";
 * console.log(await verify("{}", signDialog360("{}", platformSecret), { platformSecret })); // true
 * ```
 */
export function signDialog360(body: Signable, platformSecret: string): string {
  return hmac(body, platformSecret);
}

function hmac(body: Signable, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
