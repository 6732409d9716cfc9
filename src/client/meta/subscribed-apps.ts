import { SubscribedApp, Success } from "../../schemas/index.ts";
import { requireCallbackUrl } from "../address.ts";
import { requireMetaId, requireToken } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import type { MetaApi } from "./meta-api.ts";
import { collectPages } from "./pages.ts";

/** An address that webhooks go to in place of the app's. It must answer the verification request already. */
export interface CallbackOverride {
  /** https, up to 200 characters. */
  callbackUrl: string;
  /** What the verification request will carry. */
  verifyToken: string;
}

/** Which apps get the webhooks of a WhatsApp Business Account, see {@link MetaClient.subscribedApps}. */
export class SubscribedApps {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /** Lists the apps, with their callback overrides. */
  async list(wabaId: string, options?: CallOptions): Promise<SubscribedApp[]> {
    const parameters = { wabaId: requireMetaId("wabaId", wabaId) };
    return collectPages(this.#api, { path: "/{wabaId}/subscribed_apps", parameters }, SubscribedApp, options);
  }

  /**
   * Subscribes the app to an account. **Without an override, one that was set before is removed**: that is how Meta
   * removes them.
   *
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
   */
  async subscribe(wabaId: string, override?: CallbackOverride, options?: CallOptions): Promise<void> {
    const parameters = { wabaId: requireMetaId("wabaId", wabaId) };
    const json = override && {
      override_callback_uri: requireCallbackUrl("callbackUrl", override.callbackUrl),
      verify_token: requireToken("verifyToken", override.verifyToken),
    };
    await this.#api.callWithToken(
      { method: "POST", path: "/{wabaId}/subscribed_apps", parameters, json, safety: "idempotent", answer: Success },
      options,
    );
  }

  /** Takes the app off an account. It then gets no webhook of any of its numbers. */
  async unsubscribe(wabaId: string, options?: CallOptions): Promise<void> {
    const parameters = { wabaId: requireMetaId("wabaId", wabaId) };
    await this.#api.callWithToken(
      { method: "DELETE", path: "/{wabaId}/subscribed_apps", parameters, safety: "idempotent", answer: Success },
      options,
    );
  }
}
