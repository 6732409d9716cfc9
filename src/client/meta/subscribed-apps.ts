import { SubscribedApp, Success } from "../../schemas/meta-api.ts";
import { requireMetaId } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { type CallbackOverride, readOverride } from "./callback-override.ts";
import type { MetaApi } from "./meta-api.ts";
import { collectPages } from "./pages.ts";

const path = "/{wabaId}/subscribed_apps";

/**
 * Which apps get the webhooks of a WhatsApp Business Account, see {@link MetaClient.subscribedApps}.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-webhooks
 */
export class SubscribedApps {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Lists the apps, with their callback overrides.
   *
   * @param wabaId - the account.
   * @returns all of them. The id of an app is at `whatsapp_business_api_data.id`.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   */
  async list(wabaId: string, options?: CallOptions): Promise<SubscribedApp[]> {
    return collectPages(this.#api, { path, parameters: readParameters(wabaId) }, SubscribedApp, options);
  }

  /**
   * Subscribes the app that the token belongs to. **Without an override, one that was set before is removed**: that is
   * how Meta removes them. Do this before a synchronization is asked for: what is sent to nobody is lost.
   *
   * An override does not cover all fields: `account_update`, which says that a business disconnected, still goes to the
   * app's address.
   *
   * @param wabaId - the account.
   * @param override - where the webhooks of this account go. Default: the app's address.
   * @throws {@link InvalidInputError} before anything is sent. {@link InvalidRequestError} where the address does not
   * answer the verification request; other kinds of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const customer = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
   * await customer.subscribedApps.subscribe("100000000000001");
   * for (const app of await customer.subscribedApps.list("100000000000001")) {
   *   console.log(app.whatsapp_business_api_data?.id); // "600000000000006"
   * }
   * ```
   */
  async subscribe(wabaId: string, override?: CallbackOverride, options?: CallOptions): Promise<void> {
    const parameters = readParameters(wabaId);
    const json = override === undefined ? undefined : readOverride(override);
    await this.#api.callWithToken(
      { method: "POST", path, parameters, json, safety: "idempotent", answer: Success },
      options,
    );
  }

  /**
   * Takes the app off an account. It then gets no webhook of any of its numbers. This is all that a partner can do to
   * leave: to disconnect a number is up to the business, in the app.
   *
   * @param wabaId - the account.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-webhooks
   */
  async unsubscribe(wabaId: string, options?: CallOptions): Promise<void> {
    const parameters = readParameters(wabaId);
    await this.#api.callWithToken(
      { method: "DELETE", path, parameters, safety: "idempotent", answer: Success },
      options,
    );
  }
}

function readParameters(wabaId: string): { wabaId: string } {
  return { wabaId: requireMetaId("wabaId", wabaId) };
}
