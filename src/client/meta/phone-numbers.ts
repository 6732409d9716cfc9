import { z } from "zod";
import { PhoneNumber, Success, WebhookConfiguration } from "../../schemas/index.ts";
import { requireCallbackUrl } from "../address.ts";
import { requireMetaId, requireToken } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import type { MetaApi } from "./meta-api.ts";
import { collectPages } from "./pages.ts";
import type { CallbackOverride } from "./subscribed-apps.ts";

/** The fields that coexistence needs. `is_on_biz_app` and `platform_type` come only when they are asked for by name. */
const fields = [
  "id",
  "display_phone_number",
  "verified_name",
  "is_on_biz_app",
  "platform_type",
  "quality_rating",
  "code_verification_status",
  "name_status",
  "status",
  "last_onboarded_time",
  "throughput",
].join(",");

/** The numbers of a WhatsApp Business Account, see {@link MetaClient.phoneNumbers}. */
export class PhoneNumbers {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Lists all numbers of an account, with what says whether they are in coexistence.
   *
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-phone-numbers
   */
  async list(wabaId: string, options?: CallOptions): Promise<PhoneNumber[]> {
    const parameters = { wabaId: requireMetaId("wabaId", wabaId) };
    const call = { path: "/{wabaId}/phone_numbers", parameters, query: { fields } };
    return collectPages(this.#api, call, PhoneNumber, options);
  }

  /**
   * Reads one number. `is_on_biz_app` with `platform_type` `CLOUD_API` means that it works on both sides.
   *
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
   */
  async get(phoneNumberId: string, options?: CallOptions): Promise<PhoneNumber> {
    const parameters = { phoneNumberId: requireMetaId("phoneNumberId", phoneNumberId) };
    return this.#api.callWithToken(
      {
        method: "GET",
        path: "/{phoneNumberId}",
        parameters,
        query: { fields },
        safety: "idempotent",
        answer: PhoneNumber,
      },
      options,
    );
  }

  /**
   * Sends the webhooks of one number to an address of its own. It does not cover all fields: `account_update`, which says
   * that a business disconnected, still goes to the app's address.
   *
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   */
  async setCallback(phoneNumberId: string, override: CallbackOverride, options?: CallOptions): Promise<void> {
    const override_callback_uri = requireCallbackUrl("callbackUrl", override.callbackUrl);
    const verify_token = requireToken("verifyToken", override.verifyToken);
    await this.#configure(phoneNumberId, { override_callback_uri, verify_token }, options);
  }

  /** Sends the webhooks of one number to the account's or the app's address again. */
  async removeCallback(phoneNumberId: string, options?: CallOptions): Promise<void> {
    await this.#configure(phoneNumberId, { override_callback_uri: "" }, options);
  }

  /** Reads the callback addresses of one number, at every level. */
  async getCallbacks(phoneNumberId: string, options?: CallOptions): Promise<WebhookConfiguration> {
    const parameters = { phoneNumberId: requireMetaId("phoneNumberId", phoneNumberId) };
    const query = { fields: "webhook_configuration" };
    const answer = z.looseObject({ webhook_configuration: WebhookConfiguration.default({}) });
    const call = { method: "GET", path: "/{phoneNumberId}", parameters, query, safety: "idempotent", answer } as const;
    return (await this.#api.callWithToken(call, options)).webhook_configuration;
  }

  async #configure(phoneNumberId: string, webhook_configuration: object, options?: CallOptions): Promise<void> {
    const parameters = { phoneNumberId: requireMetaId("phoneNumberId", phoneNumberId) };
    const json = { webhook_configuration };
    await this.#api.callWithToken(
      { method: "POST", path: "/{phoneNumberId}", parameters, json, safety: "idempotent", answer: Success },
      options,
    );
  }
}
