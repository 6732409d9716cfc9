import { CoexistenceError } from "../errors/index.ts";
import { bytesOf } from "../runtime/bytes.ts";
import { findKey } from "./hmac.ts";
import { readSecrets, type Secret } from "./secrets.ts";
import { readDialog360Signature, readMetaSignature } from "./signature-header.ts";

/** The secret that signs, named as the sender names it. */
export type VerifySecrets =
  | {
      /** Meta's app secret: App Dashboard, Settings, Basic. Several while one is being replaced. */
      appSecret: Secret | readonly Secret[];
    }
  | {
      /** 360dialog's platform secret: Hub, Integration. Several while one is being replaced. */
      platformSecret: Secret | readonly Secret[];
    };

/**
 * Tells whether the app secret (Meta, `X-Hub-Signature-256`) or the platform secret (360dialog,
 * `x-360dialog-signature`) signed exactly these bytes.
 *
 * Give it the body as it arrived: a body that was parsed and printed again has other bytes. A text counts as its UTF-8
 * bytes. Compares in constant time. Several secrets may be passed while one is being replaced; any of them will do.
 *
 * @param body - the raw body.
 * @param signature - the header's value. Absent, malformed or repeated, it is not a signature.
 * @throws {@link CoexistenceError} with code `secret_missing` or `secret_too_short` when no usable secret is given,
 * `raw_body_unavailable` when the body is not bytes.
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#event-notifications
 * @example
 * ```ts
 * import { verify } from "whatsapp-coexistence";
 *
 * const body = new TextEncoder().encode("{}");
 * const forged = `sha256=${"0".repeat(64)}`;
 * console.log(await verify(body, forged, { appSecret: "0123456789abcdef0123456789abcdef" })); // false
 * ```
 */
export async function verify(
  body: Uint8Array | ArrayBuffer | string,
  signature: string | null | undefined,
  secrets: VerifySecrets,
): Promise<boolean> {
  return (await findSigningSecret(body, signature, secrets)) !== undefined;
}

/**
 * Like {@link verify}, and says which of several secrets it was, so that you can see when the old one is out of use.
 *
 * @returns the index of the secret, or `undefined` when none of them signed these bytes.
 * @throws as {@link verify} does.
 * @example
 * ```ts
 * import { findSigningSecret } from "whatsapp-coexistence";
 * import { signMeta } from "whatsapp-coexistence/testing";
 *
 * const [newSecret, oldSecret] = ["fedcba9876543210fedcba9876543210", "0123456789abcdef0123456789abcdef"];
 * const header = signMeta("{}", oldSecret);
 * console.log(await findSigningSecret("{}", header, { appSecret: [newSecret, oldSecret] })); // 1
 * ```
 */
export async function findSigningSecret(
  body: Uint8Array | ArrayBuffer | string,
  signature: string | null | undefined,
  secrets: VerifySecrets,
): Promise<number | undefined> {
  const bytes = bodyBytes(body);
  const [keys, expected] = readKeys(secrets, signature);
  if (expected === undefined) return undefined;
  const index = await findKey(keys, bytes, expected);
  return index === -1 ? undefined : index;
}

function readKeys(secrets: VerifySecrets, signature: unknown): [readonly Uint8Array[], Uint8Array | undefined] {
  // Whoever passes the secret itself must not find it in the message of a TypeError.
  if (typeof secrets === "object" && secrets !== null) {
    if ("appSecret" in secrets) return [readSecrets("appSecret", secrets.appSecret), readMetaSignature(signature)];
    if ("platformSecret" in secrets) {
      return [readSecrets("platformSecret", secrets.platformSecret), readDialog360Signature(signature)];
    }
  }
  throw new CoexistenceError("secret_missing", "Nothing to verify with. Pass { appSecret } or { platformSecret }.");
}

function bodyBytes(body: unknown): Uint8Array {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : bytesOf(body);
  if (bytes !== undefined) return bytes;
  throw new CoexistenceError(
    "raw_body_unavailable",
    "The body is not bytes. Verify what arrived, before any JSON parser: a body that was parsed and printed again has other bytes.",
  );
}
