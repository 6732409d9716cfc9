import * as z from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import { AppSubscription, Success } from "../../schemas/meta-api.ts";
import { requireCallbackUrl } from "../address.ts";
import { requireObject, requireText } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { shareTimeout } from "../transport/share-timeout.ts";
import type { CallbackOverride } from "./callback-override.ts";
import type { MetaApi } from "./meta-api.ts";

/** The object whose fields are WhatsApp's. */
const object = "whatsapp_business_account";

/**
 * The fields without which webhooks of coexistence are missing.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
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
  fields?: readonly string[] | undefined;
}

/**
 * For which fields the app gets webhooks, and where, see {@link MetaClient.webhookSubscription}. Its calls are made in the
 * name of the app.
 *
 * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
 */
export class WebhookSubscription {
  readonly #api: MetaApi;

  /** @internal */
  constructor(api: MetaApi) {
    this.#api = api;
  }

  /**
   * Reads what the app is subscribed to for WhatsApp accounts. The dashboard has other names for some fields: what is
   * listed here counts.
   *
   * @returns nothing when it has no subscription yet.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
   */
  async get(options?: CallOptions): Promise<AppSubscription | undefined> {
    const { data } = await this.#api.callAsApp({ ...this.#edge, method: "GET", answer: Subscriptions }, options);
    return data.find((subscription) => subscription.object === object);
  }

  /**
   * Subscribes the app to fields and keeps those it has: they are read first, because Meta does not say whether a new
   * list replaces the old one.
   *
   * @param subscription - the fields to add, and the app's address, which must answer the verification request already.
   * @returns the fields that were written: those it had, and the new ones.
   * @throws {@link InvalidInputError} before anything is sent. {@link InvalidRequestError} where the address does not
   * answer the verification request; other kinds of {@link ClientError}.
   * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const meta = new MetaClient({ appId: process.env.APP_ID, appSecret: process.env.APP_SECRET });
   * const fields = await meta.webhookSubscription.add({
   *   callbackUrl: "https://example.com/webhook",
   *   verifyToken: process.env.VERIFY_TOKEN ?? "",
   * });
   * console.log(fields.includes("history")); // true
   * ```
   */
  async add(subscription: WebhookSubscriptionOptions, options: CallOptions = {}): Promise<string[]> {
    const { fields, ...address } = readSubscription(subscription);
    const remaining = shareTimeout(options, this.#api.timeout);
    const present = await this.get(remaining());
    return this.#write({ ...address, fields: [...new Set([...(present?.fields ?? []), ...fields])] }, remaining());
  }

  /**
   * Subscribes the app to exactly these fields, as far as Meta lets a shorter list replace a longer one.
   *
   * @param subscription - the fields, and the app's address, which must answer the verification request already.
   * @returns the fields that were written.
   * @throws as {@link WebhookSubscription.add} does.
   * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
   */
  async replace(subscription: WebhookSubscriptionOptions, options?: CallOptions): Promise<string[]> {
    return this.#write(readSubscription(subscription), options);
  }

  /**
   * Takes fields off the subscription.
   *
   * @param fields - which. There is no default: without a field that coexistence needs, its webhooks are lost.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge
   */
  async remove(fields: readonly string[], options?: CallOptions): Promise<void> {
    const query = { object, fields: readFields(fields).join(",") };
    await this.#api.callAsApp({ ...this.#edge, method: "DELETE", query, answer: Success }, options);
  }

  async #write({ fields, ...address }: Written, options?: CallOptions): Promise<string[]> {
    const form = { object, ...address, fields: fields.join(","), include_values: "true" };
    await this.#api.callAsApp({ ...this.#edge, method: "POST", form, answer: Success }, options);
    return fields;
  }

  get #edge() {
    return {
      path: "/{appId}/subscriptions",
      parameters: { appId: this.#api.appId },
      safety: "idempotent",
    } as const;
  }
}

const Subscriptions = z.looseObject({ data: z.array(AppSubscription) });

interface Written {
  callback_url: string;
  verify_token: string;
  fields: string[];
}

function readSubscription(subscription: WebhookSubscriptionOptions): Written {
  const { callbackUrl, verifyToken, fields = coexistenceFields } = requireObject("subscription", subscription);
  return {
    // No length is documented for the app's own address.
    callback_url: requireCallbackUrl("callbackUrl", callbackUrl, Number.POSITIVE_INFINITY),
    verify_token: requireText("verifyToken", verifyToken),
    fields: readFields(fields),
  };
}

/** @throws InvalidInputError for what is no list of field names. */
export function readFields(fields: unknown): string[] {
  const isList = Array.isArray(fields) && fields.length > 0;
  if (isList && fields.every((field) => typeof field === "string" && /^\w{1,64}$/.test(field))) return [...fields];
  throw new InvalidInputError("fields", "is no list of field names.");
}
