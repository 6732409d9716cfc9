import * as z from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import { Dialog360ApiKey, Dialog360MintedKey } from "../../schemas/dialog360-api.ts";
import { requireCallOptions } from "../call-options.ts";
import { InvalidRequestError, UnexpectedAnswerError } from "../errors/index.ts";
import { requireId } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import type { Dialog360PartnerApi } from "./partner-api.ts";

const path = "/channels/{channelId}/api_keys";

/** How a key is made. */
export interface MintOptions extends CallOptions {
  /** Says that every key the channel has now may stop working, and is not looked for. Default: `false`. */
  revokeEarlierKeys?: boolean | undefined;
}

/** The keys of phone numbers, for the messaging API, see {@link Dialog360PartnerClient.apiKeys}. */
export class Dialog360ApiKeys {
  readonly #api: Dialog360PartnerApi;

  /** @internal */
  constructor(api: Dialog360PartnerApi) {
    this.#api = api;
  }

  /** Lists the keys of a channel, without the keys themselves. Seen in a client library, not on a page of 360dialog. */
  async list(channelId: string, options?: CallOptions): Promise<Dialog360ApiKey[]> {
    const parameters = { channelId: requireId("channelId", channelId) };
    const keys = z.array(Dialog360ApiKey);
    const answer = z.union([keys, z.looseObject({ api_keys: keys })]);
    const call = { method: "GET", path, parameters, safety: "idempotent", answer } as const;
    const list = await this.#api.callAsPartner(call, options);
    return Array.isArray(list) ? list : list.api_keys;
  }

  /**
   * Makes the key of a channel, **once**: it revokes every earlier one, so a second call would end a key that is in use.
   * The key is shown this one time; keep it like a password.
   *
   * The keys are listed first, and where there is one, `revokeEarlierKeys` has to be `true`. So it has where the hub
   * does not list them, because listing is not documented. A `timeout` is for each of the two calls. Do this after the
   * event `channel_live`. A client who pays 360dialog directly has to permit it.
   *
   * @throws {@link InvalidInputError} with the field `revokeEarlierKeys` before anything is revoked, or
   * {@link OutcomeUnknownError}.
   * @see https://docs.360dialog.com/docs/api-key
   * @example
   * ```ts
   * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
   *
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
   * const { api_key, address } = await hub.apiKeys.mint("AbCdEfCH", { revokeEarlierKeys: true });
   * console.log(typeof api_key, address); // "string" "https://waba-v2.360dialog.io"
   * ```
   */
  async mint(channelId: string, options: MintOptions = {}): Promise<Dialog360MintedKey> {
    const parameters = { channelId: requireId("channelId", channelId) };
    // Each of the two calls has the whole time: a key is lost that was made in what the other left over.
    const { revokeEarlierKeys } = requireCallOptions(options);
    if (revokeEarlierKeys !== true) await this.#requireNoKeys(channelId, options);
    return this.#api.callAsPartner(
      {
        method: "POST",
        path,
        parameters,
        json: {},
        safety: "once",
        answer: Dialog360MintedKey,
        ifUnknown:
          "If a key was made, all earlier ones are revoked and nobody has the new one: mint again with revokeEarlierKeys.",
      },
      options,
    );
  }

  /** Revokes all keys of a channel. Seen in a client library, not on a page of 360dialog. */
  async revokeAll(channelId: string, options?: CallOptions): Promise<void> {
    const parameters = { channelId: requireId("channelId", channelId) };
    await this.#api.callAsPartner(
      { method: "DELETE", path, parameters, safety: "idempotent", answer: z.unknown() },
      options,
    );
  }

  async #requireNoKeys(channelId: string, options: CallOptions): Promise<void> {
    const field = "revokeEarlierKeys";
    const keys = await this.list(channelId, options).catch((error: unknown) => {
      if (!(error instanceof InvalidRequestError || error instanceof UnexpectedAnswerError)) throw error;
      throw new InvalidInputError(
        field,
        "has to be true: the hub does not say whether the channel has a key, and a new one would revoke it.",
      );
    });
    if (keys.length === 0) return;
    throw new InvalidInputError(field, "has to be true: the channel has a key, and a new one revokes it at once.");
  }
}
