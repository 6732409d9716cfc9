import * as z from "zod";
import { Dialog360PartnerChannel } from "../../schemas/dialog360-api.ts";
import { requireCallOptions } from "../call-options.ts";
import { requireId, requireObject } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { readBody } from "./body.ts";
import { collect, type Dialog360ListQuery, find } from "./pages.ts";
import type { Dialog360PartnerApi } from "./partner-api.ts";

const channels = { path: "/channels", name: "partner_channels", item: Dialog360PartnerChannel };

/** A channel, and whose it is: the `id` and `client_id` of what {@link Dialog360Channels.get} returns. */
export interface Dialog360ChannelOfClient {
  channelId: string;
  clientId: string;
}

/** How the subscription of a channel is changed. */
export interface Dialog360ControlOptions extends CallOptions {
  /** What to send in place of the default body. Integrators send different ones, and 360dialog publishes none. */
  body?: Readonly<Record<string, unknown>> | undefined;
}

/** The phone numbers of the partner's customers, see {@link Dialog360PartnerClient.channels}. */
export class Dialog360Channels {
  readonly #api: Dialog360PartnerApi;

  /** @internal */
  constructor(api: Dialog360PartnerApi) {
    this.#api = api;
  }

  /**
   * Lists all channels, of all pages.
   *
   * @see https://docs.360dialog.com/partner/partner-api/api-reference
   */
  async list(query?: Dialog360ListQuery, options?: CallOptions): Promise<Dialog360PartnerChannel[]> {
    return collect(this.#api, channels, query, options);
  }

  /**
   * Reads one channel, if it is this partner's. Ask before you trust the redirect of Integrated Onboarding: it is not
   * signed, so anyone can call its address with any id.
   *
   * @returns nothing when the partner has no such channel.
   * @see https://docs.360dialog.com/partner/partner-api/api-reference
   * @example
   * ```ts
   * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
   *
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
   * const channel = await hub.channels.get("AbCdEfCH");
   * console.log(channel?.waba_account?.external_id); // "100000000000001"
   * ```
   */
  async get(channelId: string, options?: CallOptions): Promise<Dialog360PartnerChannel | undefined> {
    const id = requireId("channelId", channelId);
    // The filter saves pages, and whether it was heeded is looked at.
    return find(this.#api, channels, (channel) => channel.id === id, { filters: { id } }, options);
  }

  /**
   * Asks 360dialog to end the subscription of a channel, with `{ enabled: true }`. The business stays connected to Meta
   * until it disconnects in the app. Seen with integrators: pages of 360dialog say that partners may not cancel for
   * clients, which probably depends on who pays.
   *
   * @example
   * ```ts
   * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
   *
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
   * await hub.channels.requestCancellation({ channelId: "AbCdEfCH", clientId: "AbCdEfCL" });
   * ```
   */
  async requestCancellation(channel: Dialog360ChannelOfClient, options?: Dialog360ControlOptions): Promise<void> {
    await this.#control("cancellation_request", { enabled: true }, channel, options);
  }

  /** Takes a cancellation back that was not processed yet, with `{ enabled: false }`. Seen with integrators. */
  async revokeCancellation(channel: Dialog360ChannelOfClient, options?: Dialog360ControlOptions): Promise<void> {
    await this.#control("cancellation_request", { enabled: false }, channel, options);
  }

  /** Brings a channel back whose subscription ended, with `{}`. Seen with integrators. */
  async reactivate(channel: Dialog360ChannelOfClient, options?: Dialog360ControlOptions): Promise<void> {
    await this.#control("reactivate", {}, channel, options);
  }

  async #control(
    action: "cancellation_request" | "reactivate",
    body: object,
    channel: Dialog360ChannelOfClient,
    options: Dialog360ControlOptions = {},
  ): Promise<void> {
    const { clientId, channelId } = requireObject("channel", channel);
    const parameters = { clientId: requireId("clientId", clientId), channelId: requireId("channelId", channelId) };
    await this.#api.callAsPartner(
      {
        method: "POST",
        path: `/clients/{clientId}/channels/{channelId}/control/${action}`,
        parameters,
        json: readBody("body", requireCallOptions(options).body ?? body),
        safety: "unsafe",
        answer: z.unknown(),
        ifUnknown: "Read the channel: its status and cancelled_at tell.",
      },
      options,
    );
  }
}
