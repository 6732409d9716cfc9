import { InvalidInputError } from "../../errors/index.ts";
import { requireBaseUrl } from "../address.ts";
import { requireCallOptions } from "../call-options.ts";
import { refusalOfDialog360 } from "../classify/dialog360.ts";
import { requireId, requireObject, requireToken } from "../input.ts";
import type { Call, CallOptions } from "../transport/call.ts";
import type { TransportOptions } from "../transport/options.ts";
import { Transport } from "../transport/transport.ts";

/** Whom a {@link Dialog360PartnerClient} speaks for, and how. */
export interface Dialog360PartnerClientOptions extends TransportOptions {
  /** The id of your partner account. It ends in `PA`, and is found in the Partner Hub under Integration. */
  partnerId: string | undefined;
  /** A key of your partner account, which is the recommended way. Not a number's key: the hub does not take those. */
  apiKey?: string | undefined;
  /** A token of {@link Dialog360PartnerClient.requestToken}, in place of a key. */
  bearerToken?: string | undefined;
  /** Where the API is. Default: `https://hub.360dialog.io/api/v2`. */
  baseUrl?: string | undefined;
}

/**
 * 360dialog's Partner API, in the name of one partner.
 *
 * @internal
 */
export class Dialog360PartnerApi {
  readonly #options: Dialog360PartnerClientOptions;
  readonly #transport: Transport;
  readonly #partnerId: string;
  readonly #credentials: Readonly<Record<string, string>> | undefined;

  constructor(options: Dialog360PartnerClientOptions) {
    const { partnerId, apiKey, bearerToken, baseUrl } = requireObject("options", options);
    const root = requireBaseUrl("baseUrl", baseUrl ?? "https://hub.360dialog.io/api/v2");
    this.#partnerId = requireId("partnerId", partnerId);
    if ("apiKey" in options && "bearerToken" in options)
      throw new InvalidInputError("bearerToken", "stands beside apiKey. Give one of the two.");
    // An option that is there with the value undefined is an environment variable that is missing.
    if ("apiKey" in options) this.#credentials = { "x-api-key": requireToken("apiKey", apiKey) };
    if ("bearerToken" in options)
      this.#credentials = { authorization: `Bearer ${requireToken("bearerToken", bearerToken)}` };
    this.#options = { ...options };
    this.#transport = new Transport({ provider: "360dialog", baseUrl: root, refusalOf: refusalOfDialog360 }, options);
  }

  /** Milliseconds for a call whose options name none. */
  get timeout(): number {
    return this.#transport.timeout;
  }

  /** The options, with a token in place of whatever they held. */
  optionsFor(bearerToken: string): Dialog360PartnerClientOptions {
    const { apiKey: _, ...others } = this.#options;
    return { ...others, bearerToken: requireToken("bearerToken", bearerToken) };
  }

  /** Makes a call that carries its own credentials. */
  async call<Answer>(call: Call<Answer>, options: CallOptions = {}): Promise<Answer> {
    return this.#transport.call(call, requireCallOptions(options));
  }

  /** Makes a call in the name of the partner, below `/partners/{partnerId}`. */
  async callAsPartner<Answer>(call: Call<Answer>, options?: CallOptions): Promise<Answer> {
    if (this.#credentials === undefined) throw new InvalidInputError("apiKey", "is needed for this call.");
    return this.call(
      {
        ...call,
        path: `/partners/{partnerId}${call.path}`,
        parameters: { ...call.parameters, partnerId: this.#partnerId },
        headers: this.#credentials,
      },
      options,
    );
  }
}
