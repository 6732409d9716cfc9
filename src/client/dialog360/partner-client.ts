import { Dialog360Token } from "../../schemas/dialog360-api.ts";
import { requireObject, requireText } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { Dialog360AccountSharing } from "./account-sharing.ts";
import { Dialog360ApiKeys } from "./api-keys.ts";
import { Dialog360Channels } from "./channels.ts";
import { Dialog360Clients } from "./clients.ts";
import { Dialog360PartnerApi, type Dialog360PartnerClientOptions } from "./partner-api.ts";
import { Dialog360PartnerSettings } from "./partner-settings.ts";

/**
 * Calls of 360dialog's Partner API (the hub) that an integrator of coexistence makes.
 *
 * Every call throws {@link InvalidInputError} before anything is sent, and a {@link ClientError} after. 360dialog
 * documents 5 calls in 30 seconds for one of them, and integrators treat that as the budget of all; a call that is
 * refused for it throws {@link RateLimitedError} once its attempts are used up.
 *
 * No call takes the code of a sign-up. Codes are exchanged with Meta, and are never sent to 360dialog.
 *
 * @see https://docs.360dialog.com/partner/partner-api/overview
 * @example
 * ```ts
 * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
 *
 * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
 * const channel = await hub.channels.get("AbCdEfCH");
 * console.log(channel?.is_on_biz_app); // true
 * ```
 */
export class Dialog360PartnerClient {
  readonly #api: Dialog360PartnerApi;
  /** The partner's own addresses: for events, and for the end of Integrated Onboarding. */
  readonly settings: Dialog360PartnerSettings;
  /** The accounts of the partner's customers. */
  readonly clients: Dialog360Clients;
  /** The phone numbers of the partner's customers. */
  readonly channels: Dialog360Channels;
  /** The keys of phone numbers, for the messaging API. */
  readonly apiKeys: Dialog360ApiKeys;
  /** Hosting numbers of an own Embedded Signup with 360dialog. */
  readonly accountSharing: Dialog360AccountSharing;

  /** @throws {@link InvalidInputError} for options that no call could use. */
  constructor(options: Dialog360PartnerClientOptions) {
    this.#api = new Dialog360PartnerApi(options);
    this.settings = new Dialog360PartnerSettings(this.#api);
    this.clients = new Dialog360Clients(this.#api);
    this.channels = new Dialog360Channels(this.#api);
    this.apiKeys = new Dialog360ApiKeys(this.#api);
    this.accountSharing = new Dialog360AccountSharing(this.#api);
  }

  /**
   * Asks for a bearer token with the login of the Partner Hub. It is the older way, and can be switched off for an
   * account: prefer a key. Tokens expire (`expires_in`), and this client does not renew them.
   *
   * @see https://docs.360dialog.com/partner/onboarding/integration-best-practices/api-key-authentication-for-the-partner-api
   * @example
   * ```ts
   * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
   *
   * const login = { username: "partner@example.com", password: "a-password-of-the-examples" };
   * const { access_token } = await new Dialog360PartnerClient({ partnerId: "AbCdEfPA" }).requestToken(login);
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", bearerToken: access_token });
   * console.log((await hub.channels.list()).length); // 1
   * ```
   */
  async requestToken(login: { username: string; password: string }, options?: CallOptions): Promise<Dialog360Token> {
    const { username, password } = requireObject("login", login);
    const json = { username: requireText("username", username), password: requireText("password", password) };
    return this.#api.call(
      {
        method: "POST",
        path: "/token",
        json,
        safety: "idempotent",
        answer: Dialog360Token,
      },
      options,
    );
  }

  /** Makes a client of the same partner and settings that uses a bearer token. */
  withBearerToken(bearerToken: string): Dialog360PartnerClient {
    return makeClient(this.#api.optionsFor(bearerToken));
  }
}

// Not in the class: a bundler gives another name to a class that names itself, and logs and stacks show it.
function makeClient(options: Dialog360PartnerClientOptions): Dialog360PartnerClient {
  return new Dialog360PartnerClient(options);
}
