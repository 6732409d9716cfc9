import * as z from "zod";
import { AccessToken, SyncRequest, TokenInfo, WhatsAppBusinessAccount } from "../../schemas/meta-api.ts";
import { refusalOfCodeExchange, refusalOfSynchronization } from "../classify/meta.ts";
import { requireMetaId, requireToken } from "../input.ts";
import { ifSyncUnknown, type SyncKind, syncRequestBody } from "../synchronization.ts";
import type { CallOptions } from "../transport/call.ts";
import { MetaMedia } from "./media.ts";
import { MetaApi, type MetaClientOptions } from "./meta-api.ts";
import { collectPages } from "./pages.ts";
import { PhoneNumbers } from "./phone-numbers.ts";
import { SubscribedApps } from "./subscribed-apps.ts";
import { WebhookSubscription } from "./webhook-subscription.ts";

/**
 * Calls of Meta's Graph API that an integrator of coexistence makes.
 *
 * One client speaks for an app (`appId` and `appSecret`), for one customer (`accessToken`), or for both;
 * {@link MetaClient.withAccessToken} makes the client of one customer from that of the app.
 *
 * There is no `register` and no `deregister`: a coexistence number is registered already, and Meta answers both with an
 * error. A business leaves in the app, under Settings > Account > Business Platform.
 *
 * Every call throws {@link InvalidInputError} before anything is sent, and a {@link ClientError} after.
 *
 * @example
 * ```ts
 * import { MetaClient } from "whatsapp-coexistence/client";
 *
 * const meta = new MetaClient({ appId: process.env.APP_ID, appSecret: process.env.APP_SECRET });
 * const { access_token } = await meta.exchangeCode("the-code-of-the-sign-up");
 * const customer = meta.withAccessToken(access_token);
 * for (const number of await customer.phoneNumbers.list("100000000000001")) console.log(number.is_on_biz_app); // true
 * ```
 */
export class MetaClient {
  readonly #api: MetaApi;
  /** The numbers of a WhatsApp Business Account. */
  readonly phoneNumbers: PhoneNumbers;
  /** Which apps get the webhooks of a WhatsApp Business Account. */
  readonly subscribedApps: SubscribedApps;
  /** For which fields the app gets webhooks, and where. */
  readonly webhookSubscription: WebhookSubscription;
  /** Files that customers and staff sent. */
  readonly media: MetaMedia;

  /** @throws {@link InvalidInputError} for options that no call could use. */
  constructor(options: MetaClientOptions) {
    this.#api = new MetaApi(options);
    this.phoneNumbers = new PhoneNumbers(this.#api);
    this.subscribedApps = new SubscribedApps(this.#api);
    this.webhookSubscription = new WebhookSubscription(this.#api);
    this.media = new MetaMedia(this.#api);
  }

  /**
   * The id of the app it speaks for.
   *
   * @throws {@link InvalidInputError} where it speaks for none.
   */
  get appId(): string {
    return this.#api.appId;
  }

  /**
   * Makes the client of one customer, with the same app and settings.
   *
   * @param accessToken - the token of the customer.
   * @throws {@link InvalidInputError} for a token that is blank or could not be put into a header.
   */
  withAccessToken(accessToken: string): MetaClient {
    return makeClient(this.#api.optionsFor(accessToken));
  }

  /**
   * Exchanges the code of a sign-up for the customer's token. The code lives 30 seconds and works once, so this is sent
   * once.
   *
   * @param code - what Embedded Signup handed to the page.
   * @returns the token. Keep it like a password: it opens the customer's account.
   * @throws {@link InvalidInputError} before anything is sent. {@link InvalidRequestError} for a code that was used or is
   * too old, {@link OutcomeUnknownError} when no answer came: after either, the business has to sign up again. Other kinds
   * of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
   */
  async exchangeCode(code: string, options?: CallOptions): Promise<AccessToken> {
    const { appId, appSecret } = this.#api.app;
    // Graph takes the parameters in the body as well, where no proxy writes the secret into a log.
    const form = { client_id: appId, client_secret: appSecret, code: requireToken("code", code) };
    return this.#api.call(
      {
        method: "POST",
        path: "/oauth/access_token",
        form,
        safety: "once",
        answer: AccessToken,
        refusalOf: refusalOfCodeExchange,
        ifUnknown: "A code works once, so let the business go through the sign-up again.",
      },
      options,
    );
  }

  /**
   * Asks what a token is worth: whose it is, what it allows, and for which accounts. In the `target_ids` of a permission
   * the most recently onboarded account comes first; without `target_ids` it is for all accounts.
   *
   * @param token - the token to ask about, any.
   * @returns also for a token that is not valid: look at `is_valid`.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const meta = new MetaClient({ appId: process.env.APP_ID, appSecret: process.env.APP_SECRET });
   * const { is_valid, granular_scopes } = await meta.debugToken(process.env.ACCESS_TOKEN ?? "");
   * const management = granular_scopes.find(({ scope }) => scope === "whatsapp_business_management");
   * console.log(is_valid, management?.target_ids?.[0]); // true "100000000000001"
   * ```
   */
  async debugToken(token: string, options?: CallOptions): Promise<TokenInfo> {
    const { data } = await this.#api.callAsApp(
      {
        method: "GET",
        path: "/debug_token",
        query: { input_token: requireToken("token", token) },
        safety: "idempotent",
        answer: z.looseObject({ data: TokenInfo }),
      },
      options,
    );
    return data;
  }

  /**
   * Lists the accounts that other businesses share with yours. It is the way to find an account that neither the sign-up
   * nor the token names.
   *
   * @param businessId - the id of your own business. The access token is that of a system user of it.
   * @returns all of them, from however many pages.
   * @throws {@link InvalidInputError} before anything is sent, and kinds of {@link ClientError} after.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const partner = new MetaClient({ accessToken: process.env.SYSTEM_USER_TOKEN });
   * const accounts = await partner.listClientAccounts("500000000000005");
   * console.log(accounts.map(({ id }) => id)); // ["100000000000001"]
   * ```
   */
  async listClientAccounts(businessId: string, options?: CallOptions): Promise<WhatsAppBusinessAccount[]> {
    const parameters = { businessId: requireMetaId("businessId", businessId) };
    const call = { path: "/{businessId}/client_whatsapp_business_accounts", parameters };
    return collectPages(this.#api, call, WhatsAppBusinessAccount, options);
  }

  /**
   * Asks for a synchronization, **once**. Each kind can be asked for once per onboarding and within 24 hours of it; what
   * is not received then is lost for good. {@link onboard} checks everything it depends on first.
   *
   * Success means that it was accepted. The webhooks follow within minutes, or for long histories later; where the
   * business keeps its history to itself, one says so.
   *
   * @param phoneNumberId - the id of the number, not the number itself.
   * @param kind - contacts first, then history.
   * @returns the `request_id`. Keep it: Meta's support asks for it.
   * @throws {@link InvalidInputError} before anything is sent. {@link SyncAlreadyRequestedError},
   * {@link SyncWindowClosedError}, {@link OutcomeUnknownError} when nobody knows whether it was accepted, and other kinds
   * of {@link ClientError}.
   * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
   * @example
   * ```ts
   * import { MetaClient } from "whatsapp-coexistence/client";
   *
   * const customer = new MetaClient({ accessToken: process.env.ACCESS_TOKEN });
   * const { request_id } = await customer.requestSync("200000000000002", "contacts");
   * console.log(typeof request_id); // "string"
   * ```
   */
  async requestSync(phoneNumberId: string, kind: SyncKind, options?: CallOptions): Promise<SyncRequest> {
    const id = requireMetaId("phoneNumberId", phoneNumberId);
    const json = syncRequestBody(kind);
    return this.#api.callWithToken(
      {
        method: "POST",
        path: "/{phoneNumberId}/smb_app_data",
        parameters: { phoneNumberId: id },
        json,
        safety: "once",
        answer: Acceptance,
        refusalOf: refusalOfSynchronization,
        ifUnknown: ifSyncUnknown,
      },
      options,
    );
  }
}

// Not in the class: a bundler gives another name to a class that names itself, and logs and stacks show it.
function makeClient(options: MetaClientOptions): MetaClient {
  return new MetaClient(options);
}

// Something between may answer `{}` with 200. Taken for an acceptance, it would cost the history.
const Acceptance = SyncRequest.refine(
  ({ messaging_product, request_id }) => messaging_product !== undefined || request_id !== undefined,
);
