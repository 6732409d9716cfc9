import { requireBaseUrl } from "../address.ts";
import { requireCallOptions } from "../call-options.ts";
import { refusalOfDialog360 } from "../classify/dialog360.ts";
import { requireObject, requireToken } from "../input.ts";
import type { Call, CallOptions } from "../transport/call.ts";
import type { TransportOptions } from "../transport/options.ts";
import { Transport } from "../transport/transport.ts";

/** Which phone number a {@link Dialog360Client} speaks for, and how. */
export interface Dialog360ClientOptions extends TransportOptions {
  /** The number's key: the `api_key` of {@link Dialog360ApiKeys.mint}. Not the partner's. */
  apiKey: string | undefined;
  /** Where the API is: the `address` that came with the key. Default: `https://waba-v2.360dialog.io`. */
  baseUrl?: string | undefined;
}

/**
 * 360dialog's Messaging API, in the name of one number.
 *
 * @internal
 */
export class Dialog360MessagingApi {
  readonly #transport: Transport;
  readonly #headers: Readonly<Record<string, string>>;
  readonly baseUrl: string;

  constructor(options: Dialog360ClientOptions) {
    const { apiKey, baseUrl } = requireObject("options", options);
    this.baseUrl = requireBaseUrl("baseUrl", baseUrl ?? "https://waba-v2.360dialog.io");
    this.#headers = { "d360-api-key": requireToken("apiKey", apiKey) };
    const api = { provider: "360dialog", baseUrl: this.baseUrl, refusalOf: refusalOfDialog360 } as const;
    this.#transport = new Transport(api, options);
  }

  /** Milliseconds for a call whose options name none. */
  get timeout(): number {
    return this.#transport.timeout;
  }

  async call<Answer>(call: Call<Answer>, options: CallOptions = {}): Promise<Answer> {
    return this.#transport.call({ ...call, headers: this.#headers }, requireCallOptions(options));
  }
}
