import { Dialog360Message, Dialog360WebhookSettings } from "../../schemas/dialog360-api.ts";
import type { CallOptions } from "../transport/call.ts";
import type { Dialog360MessagingApi } from "./messaging-api.ts";
import { type Dialog360WebhookTarget, readWebhook } from "./webhook-address.ts";

const path = "/v1/configs/webhook";

/** Where the webhooks of a number, or of its account, go, see {@link Dialog360Client.webhooks}. */
export class Dialog360Webhooks {
  readonly #api: Dialog360MessagingApi;

  /** @internal */
  constructor(api: Dialog360MessagingApi) {
    this.#api = api;
  }

  /**
   * Reads where the webhooks of the number go, headers included.
   *
   * @returns without `url` when none is set.
   * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
   */
  async get(options?: CallOptions): Promise<Dialog360WebhookSettings> {
    return this.#api.call({ method: "GET", path, safety: "idempotent", answer: Dialog360WebhookSettings }, options);
  }

  /**
   * Sets where the webhooks of the number go. It wins over the account's address.
   *
   * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
   */
  async set(webhook: Dialog360WebhookTarget, options?: CallOptions): Promise<void> {
    const json = readWebhook(webhook);
    await this.#api.call({ method: "POST", path, json, safety: "idempotent", answer: Dialog360Message }, options);
  }

  /**
   * Sets where the webhooks of all numbers of the account go that have no address of their own; with `overrideAll`, of
   * those that have one as well. Seen with integrators.
   */
  async setForAccount(
    webhook: Dialog360WebhookTarget & { overrideAll?: boolean | undefined },
    options?: CallOptions,
  ): Promise<void> {
    const json = { ...readWebhook(webhook), override_all: webhook.overrideAll === true };
    await this.#api.call(
      { method: "POST", path: "/waba_webhook", json, safety: "idempotent", answer: Dialog360Message },
      options,
    );
  }
}
