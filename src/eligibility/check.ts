import type { Sourced } from "./sourced.ts";

/** Through whom a number is onboarded. */
export type EligibilityRoute = "meta" | "360dialog";

/** What a check comes to. `unknown` is a question to ask, never a refusal. */
export type EligibilityVerdict = "eligible" | "ineligible" | "unknown";

/** What is asked of a number, its owner, or you. */
export type EligibilityRequirement =
  /** The WhatsApp Business app has at least the version that coexistence needs. */
  | "app_version"
  /** The country of the number is supported. */
  | "country"
  /** The number belongs to no country or region that sanctions keep off the platform. */
  | "sanctions"
  /** Your webhook takes what the senders send. */
  | "webhook"
  /** What it needs is sent to it: at Meta your app is subscribed to the fields, at 360dialog the address is set. */
  | "webhook_fields"
  /** The business has a Meta business portfolio, or makes one. */
  | "business_portfolio"
  /** The number has been in use in the app for some days. */
  | "tenure"
  /** The portfolio says who the business is: legal data, address, website, phone. */
  | "complete_portfolio"
  /** The number is used in the WhatsApp Business app, not in the consumer app. */
  | "business_app"
  /** The phone that holds the number is at hand: it has to scan a code. */
  | "phone_at_hand"
  /** You are a Solution Partner or Tech Provider of Meta's, or work through one. */
  | "partner"
  /** The sign-up is the Embedded Signup for users of the app. */
  | "embedded_signup"
  /** No credit line of an earlier partner is left on the account. */
  | "credit_line"
  /** 360dialog's support has opened coexistence for you, which one version of its page asks for. */
  | "opened_by_support";

/** The member of {@link EligibilityInput} that answers a question. */
export type EligibilityAnswer =
  | "region"
  | "appVersion"
  | "inUseSince"
  | "hasBusinessPortfolio"
  | "webhook"
  | "overrides";

/** What is known about one requirement. */
export interface EligibilityCheck extends Sourced {
  readonly requirement: EligibilityRequirement;
  /** The requirement in words, such as `"app version"`. */
  readonly title: string;
  readonly verdict: EligibilityVerdict;
  /** Why, in one or two sentences for a person. */
  readonly reason: string;
  /**
   * Whether the verdict of the whole waits for this one. What nobody can tell before the sign-up, and what the route's
   * page does not name, stands in the list as a question and holds nothing back.
   */
  readonly decisive: boolean;
  /** What to ask, where the verdict is `unknown`. Where it is answered in `overrides`, a yes is good. */
  readonly question?: string;
  /** Which member of the input takes the answer. It is there where the question is. */
  readonly answeredBy?: EligibilityAnswer;
  /** What to do about it. */
  readonly fix?: string;
}
