import { z } from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import { AppSubscription, Success } from "../../schemas/index.ts";
import { requireCallbackUrl } from "../address.ts";
import { requireToken } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import type { MetaApi } from "./meta-api.ts";
import type { CallbackOverride } from "./subscribed-apps.ts";

/** The object whose fields are WhatsApp's. */
const object = "whatsapp_business_account";

/** The fields without which webhooks of coexistence are missing. */
export const coexistenceFields = [
  "messages",
  "history",
  "smb_app_state_sync",
  "smb_message_echoes",
  "account_update",
] as const;

/** What the app is to get webhooks for, and where. */
export interface WebhookSubscriptionOptions extends CallbackOverride {
  /** The fields. Default: {@link coexistenceFields}. */
  fields?: readonly string[];
}

/** For which fields the app gets webhooks, and where, see {@link MetaClient.webhookSubscription}. */
export class WebhookSubscription {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Reads what the app is subscribed to for WhatsApp accounts.
   *
   * @returns nothing when it has no subscription yet.
   * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
   */
  async read(options?: CallOptions): Promise<AppSubscription | undefined> {
    const { data } = await this.#api.callAsApp(
      { ...this.#edge(), method: "GET", answer: z.looseObject({ data: z.array(AppSubscription) }) },
      options,
    );
    return data.find((subscription) => subscription.object === object);
  }

  /**
   * Subscribes the app to fields and keeps those it has: they are read first, because Meta does not say whether a new
   * list replaces the old one.
   *
   * @returns the fields it is subscribed to now.
   */
  async add(subscription: WebhookSubscriptionOptions, options?: CallOptions): Promise<string[]> {
    const wanted = readFields(subscription.fields);
    const present = await this.read(options);
    return this.replace({ ...subscription, fields: [...new Set([...(present?.fields ?? []), ...wanted])] }, options);
  }

  /** Subscribes the app to exactly these fields, as far as Meta lets a shorter list replace a longer one. */
  async replace(subscription: WebhookSubscriptionOptions, options?: CallOptions): Promise<string[]> {
    const fields = readFields(subscription.fields);
    const callback_url = requireCallbackUrl("callbackUrl", subscription.callbackUrl);
    const verify_token = requireToken("verifyToken", subscription.verifyToken);
    const form = { object, callback_url, verify_token, fields: fields.join(","), include_values: "true" };
    await this.#api.callAsApp({ ...this.#edge(), method: "POST", form, answer: Success }, options);
    return fields;
  }

  /** Takes fields off the subscription. */
  async remove(fields: readonly string[], options?: CallOptions): Promise<void> {
    const query = { object, fields: readFields(fields).join(",") };
    await this.#api.callAsApp({ ...this.#edge(), method: "DELETE", query, answer: Success }, options);
  }

  #edge() {
    const parameters = { appId: this.#api.app.appId };
    return { path: "/{appId}/subscriptions", parameters, safety: "idempotent" } as const;
  }
}

function readFields(fields: readonly string[] = coexistenceFields): string[] {
  if (fields.length > 0 && fields.every((field) => /^[a-z_]{1,64}$/.test(field))) return [...fields];
  throw new InvalidInputError("fields", "is no list of field names.");
}
