import * as z from "zod";
import { PhoneNumber, Success, WebhookConfiguration } from "../../schemas/meta-api.ts";
import { requireMetaId } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { type CallbackOverride, readOverride } from "./callback-override.ts";
import type { MetaApi } from "./meta-api.ts";
import { collectPages } from "./pages.ts";

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

const path = "/{phoneNumberId}";

/**
 * The numbers of a WhatsApp Business Account, see {@link MetaClient.phoneNumbers}.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-phone-numbers
 */
export class PhoneNumbers {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Lists the numbers of an account, with what says whether they are in coexistence.
   *
   * @param wabaId - the account.
   * @returns all of them, from however many pages.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-phone-numbers
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const customer = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
   * const numbers = await customer.phoneNumbers.list("100000000000001");
   * console.log(numbers.find((number) => number.is_on_biz_app === true)?.id); // "200000000000002"
   * ```
   */
  async list(wabaId: string, options?: CallOptions): Promise<PhoneNumber[]> {
    const parameters = { wabaId: requireMetaId("wabaId", wabaId) };
    const call = { path: "/{wabaId}/phone_numbers", parameters, query: { fields } };
    return collectPages(this.#api, call, PhoneNumber, options);
  }

  /**
   * Reads one number. `is_on_biz_app` with `platform_type` `CLOUD_API` means that it works on both sides.
   *
   * @param phoneNumberId - the id of the number, not the number itself.
   * @throws {@link InvalidInputError} before anything is sent. {@link InvalidRequestError} for a number that was deleted;
   * other kinds of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
   */
  async get(phoneNumberId: string, options?: CallOptions): Promise<PhoneNumber> {
    const parameters = readParameters(phoneNumberId);
    return this.#api.callWithToken(
      { method: "GET", path, parameters, query: { fields }, safety: "idempotent", answer: PhoneNumber },
      options,
    );
  }

  /**
   * Sends the webhooks of one number to an address of its own. It does not cover all fields: `account_update`, which says
   * that a business disconnected, still goes to the app's address.
   *
   * @param phoneNumberId - the id of the number.
   * @param override - the address, which must answer the verification request already.
   * @throws {@link InvalidInputError} before anything is sent. {@link InvalidRequestError} where the address does not
   * answer the verification request; other kinds of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const customer = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
   * await customer.phoneNumbers.setCallback("200000000000002", {
   *   callbackUrl: "https://example.com/webhook/bakery",
   *   verifyToken: process.env.VERIFY_TOKEN ?? "",
   * });
   * const callbacks = await customer.phoneNumbers.getCallbacks("200000000000002");
   * console.log(callbacks.phone_number); // "https://example.com/webhook/bakery"
   * ```
   */
  async setCallback(phoneNumberId: string, override: CallbackOverride, options?: CallOptions): Promise<void> {
    await this.#configure(readParameters(phoneNumberId), readOverride(override), options);
  }

  /**
   * Sends the webhooks of one number to the account's or the app's address again.
   *
   * @param phoneNumberId - the id of the number.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   */
  async removeCallback(phoneNumberId: string, options?: CallOptions): Promise<void> {
    await this.#configure(readParameters(phoneNumberId), { override_callback_uri: "" }, options);
  }

  /**
   * Reads the callback addresses of one number, at every level.
   *
   * @param phoneNumberId - the id of the number.
   * @returns the number's own address, the account's and the app's, as far as there are any. The first of them is used.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   */
  async getCallbacks(phoneNumberId: string, options?: CallOptions): Promise<WebhookConfiguration> {
    const parameters = readParameters(phoneNumberId);
    const query = { fields: "webhook_configuration" };
    const call = { method: "GET", path, parameters, query, safety: "idempotent", answer: WithConfiguration } as const;
    return (await this.#api.callWithToken(call, options)).webhook_configuration ?? {};
  }

  async #configure(
    parameters: { phoneNumberId: string },
    webhook_configuration: object,
    options?: CallOptions,
  ): Promise<void> {
    const json = { webhook_configuration };
    await this.#api.callWithToken(
      { method: "POST", path, parameters, json, safety: "idempotent", answer: Success },
      options,
    );
  }
}

const WithConfiguration = z.looseObject({ webhook_configuration: WebhookConfiguration.nullish() });

function readParameters(phoneNumberId: string): { phoneNumberId: string } {
  return { phoneNumberId: requireMetaId("phoneNumberId", phoneNumberId) };
}
