import { CoexistenceError } from "../../errors/index.ts";

/** Something an onboarding depends on. */
export type Precondition =
  /** The customer's token is valid. */
  | "token_valid"
  /** It was issued to this app. */
  | "token_app"
  /** It has the permissions. */
  | "token_scopes"
  /** It is for this WhatsApp Business Account. */
  | "waba_granted"
  /** The number belongs to the account, and is the only one it can be. */
  | "number_found"
  /** The number is used in the WhatsApp Business app. */
  | "number_on_business_app"
  /** The number is on the Cloud API. */
  | "number_on_cloud_api"
  /** The app gets webhooks for every field of coexistence. */
  | "fields_subscribed"
  /** The app gets the webhooks of the account. */
  | "app_subscribed"
  /** The 24 hours are not over. */
  | "within_window"
  /** Your own receiver says that it is ready. */
  | "receiver_ready"
  /** Your own receiver was told to expect the synchronization. */
  | "sync_expected"
  /** 360dialog: the channel belongs to the partner. */
  | "channel_found"
  /** 360dialog: the channel is live. */
  | "channel_live"
  /** 360dialog: the partner's webhook URL is set, where history and contacts go. */
  | "partner_webhook_set";

/** A precondition that does not hold, and what to do about it. */
export interface FailedPrecondition {
  readonly condition: Precondition;
  readonly fix: string;
}

/**
 * Something the onboarding depends on is not so. **Nothing was spent**: put it right, and call again with the same state.
 *
 * @example
 * ```ts
 * import { PreconditionError } from "whatsapp-coexistence/client";
 *
 * const error = new PreconditionError([{ condition: "fields_subscribed", fix: "Subscribe the app to history." }]);
 * console.log(error.failures.map(({ condition }) => condition)); // ["fields_subscribed"]
 * ```
 */
export class PreconditionError extends CoexistenceError {
  override readonly name = "PreconditionError";
  /** All that do not hold, as far as they could be checked. */
  readonly failures: readonly FailedPrecondition[];
  /** What `expectSync` threw, for `sync_expected`. It is not printed with the error. */
  declare readonly reason?: unknown;

  constructor(failures: readonly FailedPrecondition[], reason?: unknown) {
    const fixes = failures.map(({ condition, fix }) => `${condition}: ${fix}`);
    super(
      "precondition_failed",
      `The onboarding stopped before its next call that can be made only once. ${fixes.join(" ")}`,
    );
    this.failures = failures;
    Object.defineProperty(this, "reason", { value: reason, enumerable: false });
  }

  override toJSON(): ReturnType<CoexistenceError["toJSON"]> & { failures: readonly FailedPrecondition[] } {
    return { ...super.toJSON(), failures: this.failures };
  }
}
