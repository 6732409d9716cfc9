import { CoexistenceError } from "../errors/index.ts";
import type { Provider } from "../model/index.ts";
import { findKey } from "../verify/hmac.ts";
import { readSecrets, type Secret } from "../verify/secrets.ts";
import { hasSharedHeaders, readSharedHeaders } from "../verify/shared-headers.ts";
import { readDialog360Signature, readMetaSignature } from "../verify/signature-header.ts";

/** What senders are verified with. At least one of the three is needed, and each lets its own sender in. */
export interface CredentialOptions {
  /** Meta's app secret, for `X-Hub-Signature-256`. Several while one is being replaced. */
  appSecret?: Secret | readonly Secret[] | undefined;
  /** 360dialog's platform secret, for `x-360dialog-signature` on the partner URL. Several while one is being replaced. */
  platformSecret?: Secret | readonly Secret[] | undefined;
  /**
   * The headers you set together with a number's webhook URL at 360dialog, which signs nothing there. All of them must
   * arrive with these values, and one of them must be a secret of 16 characters or more.
   */
  webhookHeaders?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Reads a header by its lower-case name. */
export type HeaderReader = (name: string) => string | null | undefined;

/** A way to verify one request, chosen by the headers it has. */
export type Check = (body: Uint8Array) => Provider | undefined | Promise<Provider | undefined>;

/**
 * The secrets of one receiver.
 *
 * @internal
 */
export class Credentials {
  readonly #appKeys: readonly Uint8Array[] | undefined;
  readonly #platformKeys: readonly Uint8Array[] | undefined;
  readonly #sharedHeaders: ReadonlyMap<string, string> | undefined;

  /** @throws CoexistenceError for credentials that would let nobody in, or anybody. */
  constructor(options: CredentialOptions) {
    // Whoever passes the secret itself must not find it in the message of a TypeError.
    if (typeof options !== "object" || options === null) throw nothingToVerifyWith();
    // An option that is there with the value undefined is an environment variable that is missing.
    if ("appSecret" in options) this.#appKeys = readSecrets("appSecret", options.appSecret);
    if ("platformSecret" in options) this.#platformKeys = readSecrets("platformSecret", options.platformSecret);
    if ("webhookHeaders" in options) this.#sharedHeaders = readSharedHeaders(options.webhookHeaders ?? {});
    if (!this.#appKeys && !this.#platformKeys && !this.#sharedHeaders) throw nothingToVerifyWith();
  }

  /**
   * Chooses how to verify a request, before its body is read. A signature that is there has to be right: it is never
   * passed over in favour of another credential.
   *
   * @returns nothing for a request that no body could make valid.
   */
  checkFor(header: HeaderReader): Check | undefined {
    const metaHeader = header("x-hub-signature-256");
    if (this.#appKeys !== undefined && metaHeader != null) {
      return hmacCheck("meta", this.#appKeys, readMetaSignature(metaHeader));
    }
    const dialog360Header = header("x-360dialog-signature");
    if (this.#platformKeys !== undefined && dialog360Header != null) {
      return hmacCheck("360dialog", this.#platformKeys, readDialog360Signature(dialog360Header));
    }
    if (this.#sharedHeaders !== undefined && hasSharedHeaders(this.#sharedHeaders, header)) return () => "360dialog";
    return undefined;
  }
}

function hmacCheck(provider: Provider, keys: readonly Uint8Array[], signature: Uint8Array | undefined) {
  if (signature === undefined) return undefined;
  return (body: Uint8Array) => {
    const found = findKey(keys, body, signature);
    return typeof found === "number" ? verdict(found, provider) : found.then((index) => verdict(index, provider));
  };
}

const verdict = (index: number, provider: Provider): Provider | undefined => (index === -1 ? undefined : provider);

function nothingToVerifyWith(): CoexistenceError {
  return new CoexistenceError(
    "secret_missing",
    "Nothing to verify webhooks with. Pass { appSecret } (Meta), { platformSecret } or { webhookHeaders } (360dialog).",
  );
}
