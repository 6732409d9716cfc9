import * as z from "zod";
import { InvalidInputError } from "../../errors/index.ts";
import { Dialog360SharedClient, Dialog360SharedNumber } from "../../schemas/dialog360-api.ts";
import { refusalOfDialog360 } from "../classify/dialog360.ts";
import { isObject } from "../classify/members.ts";
import type { Refusal } from "../classify/refusal.ts";
import { requireId, requireMetaId, requireObject, requireOneOf, requireText } from "../input.ts";
import type { CallOptions } from "../transport/call.ts";
import { readBody } from "./body.ts";
import { requireEmail } from "./clients.ts";
import type { Dialog360PartnerApi } from "./partner-api.ts";

/** A customer who is to have a client account. */
export interface NewDialog360Client {
  /** The company's name. */
  name: string;
  email: string;
  /** The name of the person. */
  userName: string;
  /** Further members of the body. 360dialog has flags for an invitation by e-mail, among others. */
  more?: Readonly<Record<string, unknown>> | undefined;
}

/** A number to be hosted. One of `wabaBusinessId` and `clientId` is needed. */
export interface NumberToShare {
  /** Meta's id of the solution that you and 360dialog have approved. */
  solutionId: string;
  /** Meta's id of the WhatsApp Business Account, from the sign-up. */
  wabaId: string;
  /** Meta's id of the business that owns the account. */
  wabaBusinessId?: string | undefined;
  /** 360dialog's id of the client. */
  clientId?: string | undefined;
  /** The plan. */
  tier?: "basic" | "regular" | "premium" | "" | undefined;
  /** Which of the account's numbers: Meta's phone number id, as an integrator uses it. */
  channelExternalId?: string | undefined;
}

/**
 * Hosting numbers of an own Embedded Signup with 360dialog, see {@link Dialog360PartnerClient.accountSharing}. Needs a
 * Tech Provider with an approved multi-partner solution.
 *
 * The code of the sign-up is never sent here: sharing the solution is what gives 360dialog access. Exchange it with Meta
 * or let it expire.
 */
export class Dialog360AccountSharing {
  readonly #api: Dialog360PartnerApi;

  /** @internal */
  constructor(api: Dialog360PartnerApi) {
    this.#api = api;
  }

  /**
   * Makes a client account for a customer, **once**. It may be made and be answered with 429 or 500 all the same, as
   * integrators have seen, so only another refusal means that it was not.
   *
   * @throws {@link OutcomeUnknownError}: then {@link Dialog360Clients.findByEmail} tells.
   * @see https://docs.360dialog.com/partner/partner-api/api-reference/account-sharing
   * @example
   * ```ts
   * import { Dialog360PartnerClient, OutcomeUnknownError } from "whatsapp-coexistence/client";
   *
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
   * const customer = { name: "Flower Shop", email: "flowers@example.com", userName: "Robin Doe" };
   * const client =
   *   (await hub.clients.findByEmail(customer.email)) ??
   *   (await hub.accountSharing.createClient(customer).catch((error: unknown) => {
   *     if (error instanceof OutcomeUnknownError) return hub.clients.findByEmail(customer.email);
   *     throw error;
   *   }));
   * console.log(typeof client?.id); // "string"
   * ```
   */
  async createClient(client: NewDialog360Client, options?: CallOptions): Promise<Dialog360SharedClient> {
    const { name, email, userName, more = {} } = requireObject("client", client);
    const json = {
      ...readBody("more", more),
      name: requireText("name", name),
      email: requireEmail("email", email),
      user_name: requireText("userName", userName),
    };
    return this.#api.callAsPartner(
      {
        method: "POST",
        path: "/account_sharing/clients",
        json,
        safety: "once",
        answer: clientWithId,
        refusalOf,
        ifUnknown: "Look for the client by its e-mail address before you call again.",
      },
      options,
    );
  }

  /**
   * Hands a number to 360dialog, **once**. Success means that its onboarding began: wait for the event `channel_live`,
   * then mint a key.
   *
   * @throws {@link OutcomeUnknownError}: then {@link Dialog360Channels.list} tells, by `waba_account.external_id`.
   * @see https://docs.360dialog.com/partner/partner-api/api-reference/account-sharing
   * @example
   * ```ts
   * import { Dialog360PartnerClient } from "whatsapp-coexistence/client";
   *
   * const hub = new Dialog360PartnerClient({ partnerId: "AbCdEfPA", apiKey: process.env.PARTNER_API_KEY });
   * const { message } = await hub.accountSharing.shareNumber({
   *   solutionId: "700000000000007",
   *   wabaId: "100000000000001",
   *   clientId: "AbCdEfCL",
   *   tier: "basic",
   * });
   * console.log(typeof message); // "string"
   * ```
   */
  async shareNumber(number: NumberToShare, options?: CallOptions): Promise<Dialog360SharedNumber> {
    return this.#api.callAsPartner(
      {
        method: "POST",
        path: "/account_sharing/numbers",
        json: describe(number),
        safety: "once",
        answer: Dialog360SharedNumber,
        refusalOf,
        ifUnknown: "List the channels and look for the account's before you call again.",
      },
      options,
    );
  }
}

function describe(number: NumberToShare): object {
  const { solutionId, wabaId, wabaBusinessId, clientId, tier, channelExternalId } = requireObject("number", number);
  if (wabaBusinessId === undefined && clientId === undefined)
    throw new InvalidInputError("clientId", "is needed, or wabaBusinessId.");
  // What is undefined is left out of JSON.
  return {
    solution_id: requireMetaId("solutionId", solutionId),
    waba_external_id: requireMetaId("wabaId", wabaId),
    waba_business_id: wabaBusinessId === undefined ? undefined : requireMetaId("wabaBusinessId", wabaBusinessId),
    client_id: clientId === undefined ? undefined : requireId("clientId", clientId),
    tier: tier === undefined ? undefined : requireOneOf("tier", ["basic", "regular", "premium", ""], tier),
    channel_external_id:
      channelExternalId === undefined ? undefined : requireId("channelExternalId", channelExternalId),
  };
}

/** A 429 from here is no promise that nothing was done, see {@link Dialog360AccountSharing.createClient}. */
function refusalOf(status: number, body: unknown): Refusal | undefined {
  const refusal = refusalOfDialog360(status, body);
  return refusal?.meaning === "rate" ? { ...refusal, meaning: "temporary" } : refusal;
}

// The page prints `id`, and an integrator expects `client_id`.
const clientWithId = z.preprocess(
  (body) => (isObject(body) ? { id: body["client_id"], ...body } : body),
  Dialog360SharedClient,
);
