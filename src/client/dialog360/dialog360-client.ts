import { Dialog360Health } from "../../schemas/dialog360-api.ts";
import { SyncRequest } from "../../schemas/meta-api.ts";
import { requireCallOptions } from "../call-options.ts";
import { refusalOfDialog360Synchronization } from "../classify/dialog360.ts";
import { ifSyncUnknown, type SyncKind, syncRequestBody } from "../synchronization.ts";
import type { CallOptions } from "../transport/call.ts";
import { readBody } from "./body.ts";
import { Dialog360Media } from "./media.ts";
import { type Dialog360ClientOptions, Dialog360MessagingApi } from "./messaging-api.ts";
import { Dialog360MultiWebhooks } from "./multi-webhooks.ts";
import { Dialog360Webhooks } from "./webhooks.ts";

/** How a synchronization is asked for. */
export interface Dialog360SyncOptions extends CallOptions {
  /** What to send in place of the default body, should 360dialog want another one. */
  body?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Calls of 360dialog's Messaging API that an integrator of coexistence makes, for one phone number.
 *
 * Every call throws {@link InvalidInputError} before anything is sent, and a {@link ClientError} after.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
 * @example
 * ```ts
 * import { Dialog360Client } from "whatsapp-coexistence/client";
 *
 * const number = new Dialog360Client({ apiKey: process.env.NUMBER_API_KEY });
 * await number.webhooks.set({
 *   url: "https://webhooks.example.com/360dialog",
 *   headers: { authorization: `Bearer ${process.env.WEBHOOK_TOKEN}` },
 * });
 * console.log((await number.webhooks.get()).url); // "https://webhooks.example.com/360dialog"
 * ```
 */
export class Dialog360Client {
  readonly #api: Dialog360MessagingApi;
  /** Where the webhooks of the number, or of its account, go. */
  readonly webhooks: Dialog360Webhooks;
  /** Further addresses for the webhooks of the number. */
  readonly multiWebhooks: Dialog360MultiWebhooks;
  /** Files that customers and staff sent. */
  readonly media: Dialog360Media;

  /** @throws {@link InvalidInputError} for options that no call could use. */
  constructor(options: Dialog360ClientOptions) {
    this.#api = new Dialog360MessagingApi(options);
    this.webhooks = new Dialog360Webhooks(this.#api);
    this.multiWebhooks = new Dialog360MultiWebhooks(this.#api);
    this.media = new Dialog360Media(this.#api);
  }

  /**
   * Asks whether messages can be sent, and what stands in the way. It is also the way to try a key: one that was revoked
   * throws {@link TokenExpiredError}.
   *
   * @see https://docs.360dialog.com/partner/api-reference/messaging-health-status
   * @example
   * ```ts
   * import { Dialog360Client } from "whatsapp-coexistence/client";
   *
   * const number = new Dialog360Client({ apiKey: process.env.NUMBER_API_KEY });
   * const { health_status } = await number.healthStatus();
   * console.log(health_status.can_send_message); // "AVAILABLE"
   * ```
   */
  async healthStatus(options?: CallOptions): Promise<Dialog360Health> {
    return this.#api.call(
      { method: "GET", path: "/health_status", safety: "idempotent", answer: Dialog360Health },
      options,
    );
  }

  /**
   * Asks for a synchronization, **once**. 360dialog's pages say that the data come without any call, in the minutes after
   * the onboarding: call this where they did not. Meta's rules apply: each kind once, within 24 hours.
   *
   * The page does not say what the body is. Meta's is sent, which is not verified; `body` sends another one.
   *
   * @throws {@link SyncAlreadyRequestedError}, {@link SyncWindowClosedError}, or {@link OutcomeUnknownError}.
   * @see https://docs.360dialog.com/docs/messaging-api/api-reference/coexistence
   * @example
   * ```ts
   * import { Dialog360Client, isCoexistenceError } from "whatsapp-coexistence/client";
   *
   * const number = new Dialog360Client({ apiKey: process.env.NUMBER_API_KEY });
   * await number.requestSync("history");
   * await number.requestSync("history").catch((error: unknown) => {
   *   if (isCoexistenceError(error)) console.log(error.code); // "sync_already_requested"
   * });
   * ```
   */
  async requestSync(kind: SyncKind, options: Dialog360SyncOptions = {}): Promise<SyncRequest> {
    const metaBody = syncRequestBody(kind);
    const json = readBody("body", requireCallOptions(options).body ?? metaBody);
    return this.#api.call(
      {
        method: "POST",
        path: "/synchronization",
        json,
        safety: "once",
        answer: SyncRequest,
        refusalOf: refusalOfDialog360Synchronization,
        ifUnknown: ifSyncUnknown,
      },
      options,
    );
  }
}
