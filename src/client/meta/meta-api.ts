import { InvalidInputError } from "../../errors/index.ts";
import { hmacHex } from "../../runtime/hmac.ts";
import { requireBaseUrl } from "../address.ts";
import { refusalOfMeta } from "../classify/meta.ts";
import { requireMetaId, requireToken } from "../input.ts";
import type { Call, CallOptions } from "../transport/call.ts";
import type { TransportOptions } from "../transport/options.ts";
import { Transport } from "../transport/transport.ts";

/** Whom a {@link MetaClient} speaks for, and how. */
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

/** The newest version that is known. */
const newestVersion = "v26.0";

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
    const { appId, appSecret, accessToken, graphVersion = newestVersion } = options;
    const baseUrl = requireBaseUrl("baseUrl", options.baseUrl ?? "https://graph.facebook.com");
    if (!/^v\d{1,3}\.\d{1,2}$/.test(graphVersion))
      throw new InvalidInputError("graphVersion", 'is none, such as "v26.0".');
    // An option that is there with the value undefined is an environment variable that is missing.
    if ("appId" in options) this.#appId = requireMetaId("appId", appId);
    if ("appSecret" in options) this.#appSecret = requireToken("appSecret", appSecret);
    if ("accessToken" in options) this.#accessToken = requireToken("accessToken", accessToken);
    this.#options = options;
    this.#transport = new Transport(
      { provider: "meta", baseUrl: `${baseUrl}/${graphVersion}`, refusalOf: refusalOfMeta },
      options,
    );
  }

  /** The app's id and secret, for the calls that carry them in their body. */
  get app(): { appId: string; appSecret: string } {
    if (this.#appId === undefined) throw new InvalidInputError("appId", "is needed for this call.");
    if (this.#appSecret === undefined) throw new InvalidInputError("appSecret", "is needed for this call.");
    return { appId: this.#appId, appSecret: this.#appSecret };
  }

  /** The options, with another token. */
  optionsFor(accessToken: string): MetaClientOptions {
    return { ...this.#options, accessToken: requireToken("accessToken", accessToken) };
  }

  /** Makes a call that carries its own credentials. */
  call<Answer>(call: Call<Answer>, options?: CallOptions): Promise<Answer> {
    return this.#transport.call(call, options);
  }

  /** Makes a call in the name of the app. */
  callAsApp<Answer>(call: Call<Answer>, options?: CallOptions): Promise<Answer> {
    const { appId, appSecret } = this.app;
    return this.call({ ...call, headers: { authorization: `Bearer ${appId}|${appSecret}` } }, options);
  }

  /**
   * Makes a call in the name of the token's owner.
   *
   * @see https://developers.facebook.com/docs/graph-api/guides/secure-requests
   */
  async callWithToken<Answer>(call: Call<Answer>, options?: CallOptions): Promise<Answer> {
    const token = this.#accessToken;
    if (token === undefined) throw new InvalidInputError("accessToken", "is needed for this call.");
    const headers = { authorization: `Bearer ${token}` };
    if (this.#appSecret === undefined) return this.call({ ...call, headers }, options);
    const appsecret_proof = await hmacHex("SHA-256", this.#appSecret, token);
    return this.call({ ...call, headers, query: { ...call.query, appsecret_proof } }, options);
  }
}
