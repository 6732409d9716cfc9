import * as z from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import { Dialog360Partner } from "../../schemas/dialog360-api.ts";
import { requireCallbackUrl, requireRedirectUrl } from "../address.ts";
import { requireCallOptions } from "../call-options.ts";
import { requireObject } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { readBody } from "./body.ts";
import type { Dialog360PartnerApi } from "./partner-api.ts";
import { longestUrl } from "./webhook-address.ts";

/** The partner's own addresses, see {@link Dialog360PartnerClient.settings}. */
export class Dialog360PartnerSettings {
  readonly #api: Dialog360PartnerApi;

  /** @internal */
  constructor(api: Dialog360PartnerApi) {
    this.#api = api;
  }

  /** Reads what is known about the partner. That it holds the addresses is seen with integrators. */
  async get(options?: CallOptions): Promise<Dialog360Partner> {
    return this.#api.callAsPartner(
      { method: "GET", path: "", safety: "idempotent", answer: Dialog360Partner },
      options,
    );
  }

  /**
   * Changes one address or both. `redirectUrl` has to be set before a customer can come back from Integrated Onboarding.
   *
   * @see https://docs.360dialog.com/partner/partner-hub/integration
   */
  async update(
    changes: { webhookUrl?: string | undefined; redirectUrl?: string | undefined },
    options?: CallOptions,
  ): Promise<void> {
    const { webhookUrl, redirectUrl } = requireObject("changes", changes);
    if (webhookUrl === undefined && redirectUrl === undefined)
      throw new InvalidInputError("changes", "holds neither webhookUrl nor redirectUrl.");
    const json = {
      ...(webhookUrl === undefined ? {} : { webhook_url: requireCallbackUrl("webhookUrl", webhookUrl, longestUrl) }),
      ...(redirectUrl === undefined ? {} : { partner_redirect_url: requireRedirectUrl("redirectUrl", redirectUrl) }),
    };
    await this.#api.callAsPartner(
      { method: "PATCH", path: "", json, safety: "idempotent", answer: z.unknown() },
      options,
    );
  }

  /**
   * Reads where partner events go.
   *
   * @returns nothing when no address is set.
   * @see https://docs.360dialog.com/partner/partner-api/api-reference/webhook-management
   */
  async getWebhookUrl(options?: CallOptions): Promise<string | undefined> {
    const { webhook_url } = await this.#api.callAsPartner(
      { method: "GET", path: "/webhook_url", safety: "idempotent", answer: Dialog360Partner },
      options,
    );
    return webhook_url;
  }

  /**
   * Sets where partner events go, the chat history and the address book among them. It is not where messages go: that is
   * {@link Dialog360Client.webhooks}.
   *
   * @param url - https.
   * @param options - `more`: further members of the body. 360dialog says that headers can be set along with the address,
   * and does not publish what their member is called.
   * @see https://docs.360dialog.com/partner/partner-api/api-reference/webhook-management
   * @example
   * ```ts
   * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
   *
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
   * await hub.settings.setWebhookUrl("https://webhooks.example.com/partner");
   * console.log(await hub.settings.getWebhookUrl()); // "https://webhooks.example.com/partner"
   * ```
   */
  async setWebhookUrl(
    url: string,
    options: CallOptions & { more?: Readonly<Record<string, unknown>> | undefined } = {},
  ): Promise<void> {
    const webhook_url = requireCallbackUrl("url", url, longestUrl);
    const json = { ...readBody("more", requireCallOptions(options).more ?? {}), webhook_url };
    await this.#api.callAsPartner(
      { method: "POST", path: "/webhook_url", json, safety: "idempotent", answer: z.unknown() },
      options,
    );
  }
}
