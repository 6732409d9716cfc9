import { InvalidInputError } from "../../errors/index.ts";
import { requireGraphVersion } from "../../graph/graph-version.ts";
import { hmacHex } from "../../runtime/hmac.ts";
import { requireBaseUrl } from "../address.ts";
import { requireCallOptions } from "../call-options.ts";
import { refusalOfMeta } from "../classify/meta.ts";
import { requireMetaId, requireObject, requireToken } from "../input.ts";
import type { Call, CallOptions } from "../transport/call.ts";
import type { TransportOptions } from "../transport/options.ts";
import { Transport } from "../transport/transport.ts";

/**
 * Whom a {@link MetaClient} speaks for, and how.
 *
 * What is absent is not needed by the calls you make. What is there and `undefined` or blank is refused: it comes from an
 * environment variable that is missing.
 */
export interface MetaClientOptions extends TransportOptions {
  /** The id of your app. Needed for {@link MetaClient.exchangeCode}, {@link MetaClient.debugToken} and {@link MetaClient.webhookSubscription}. */
  appId?: string | undefined;
  /** The app's secret. Needed where `appId` is. With it, `appsecret_proof` is sent along with every access token. */
  appSecret?: string | undefined;
  /** The token of one customer, or a system user's. Needed for all other calls. */
  accessToken?: string | undefined;
  /** The version of the Graph API. Default: `v26.0`. */
  graphVersion?: string | undefined;
  /** Where the API is. Default: `https://graph.facebook.com`. */
  baseUrl?: string | undefined;
}

/**
 * Meta's Graph API with its two identities: the app, and the owner of an access token.
 *
 * @internal
 */
export class MetaApi {
  readonly #options: MetaClientOptions;
  readonly #transport: Transport;
  readonly #appId: string | undefined;
  readonly #appSecret: string | undefined;
  readonly #accessToken: string | undefined;

  constructor(options: MetaClientOptions) {
    const { appId, appSecret, accessToken, graphVersion, baseUrl } = requireObject("options", options);
    if ("appId" in options) this.#appId = requireMetaId("appId", appId);
    if ("appSecret" in options) this.#appSecret = requireToken("appSecret", appSecret);
    if ("accessToken" in options) this.#accessToken = requireToken("accessToken", accessToken);
    const root = requireBaseUrl("baseUrl", baseUrl ?? "https://graph.facebook.com");
    this.#options = { ...options };
    this.#transport = new Transport(
      { provider: "meta", baseUrl: `${root}/${requireGraphVersion(graphVersion)}`, refusalOf: refusalOfMeta },
      options,
    );
  }

  /** Milliseconds for a call whose options name none. */
  get timeout(): number {
    return this.#transport.timeout;
  }

  /** The app's id, for the calls that carry it in their path. */
  get appId(): string {
    if (this.#appId === undefined) throw new InvalidInputError("appId", "is needed for this call.");
    return this.#appId;
  }

  /** The app's id and secret, for the calls that carry them in their body. */
  get app(): { appId: string; appSecret: string } {
    const { appId } = this;
    if (this.#appSecret === undefined) throw new InvalidInputError("appSecret", "is needed for this call.");
    return { appId, appSecret: this.#appSecret };
  }

  /** The options, with another token. */
  optionsFor(accessToken: string): MetaClientOptions {
    return { ...this.#options, accessToken: requireToken("accessToken", accessToken) };
  }

  /** Makes a call that carries its own credentials. */
  async call<Answer>(call: Call<Answer>, options: CallOptions = {}): Promise<Answer> {
    return this.#transport.call(call, requireCallOptions(options));
  }

  /** Makes a call in the name of the app. */
  async callAsApp<Answer>(call: Call<Answer>, options?: CallOptions): Promise<Answer> {
    const { appId, appSecret } = this.app;
    return this.call({ ...call, headers: { authorization: `Bearer ${appId}|${appSecret}` } }, options);
  }

  /**
   * Makes a call in the name of the token's owner.
   *
   * @see https://developers.facebook.com/docs/graph-api/guides/secure-requests
   */
  async callWithToken<Answer>(call: Call<Answer>, options?: CallOptions): Promise<Answer> {
    const token = this.#token;
    const headers = { authorization: `Bearer ${token}` };
    if (this.#appSecret === undefined) return this.call({ ...call, headers }, options);
    const appsecret_proof = await hmacHex("SHA-256", this.#appSecret, token);
    return this.call({ ...call, headers, query: { ...call.query, appsecret_proof } }, options);
  }

  /**
   * Downloads a file. Its address is not one of the Graph API's, which alone knows `appsecret_proof`, and may carry a
   * signature of its own: nothing is added to it.
   */
  async download(file: { path: string; url: string; largest: number }, options?: CallOptions): Promise<Uint8Array> {
    const headers = { authorization: `Bearer ${this.#token}` };
    return this.call<Uint8Array>({ ...file, method: "GET", headers, safety: "idempotent", answer: "bytes" }, options);
  }

  get #token(): string {
    if (this.#accessToken === undefined) throw new InvalidInputError("accessToken", "is needed for this call.");
    return this.#accessToken;
  }
}
