import type { EligibilityRequirement, EligibilityRoute, EligibilityVerdict } from "./check.ts";
import type { EligibilityPolicy } from "./policy.ts";

/**
 * What is known about a number that wants to come over. The more of it, the fewer questions are left. What is `undefined`,
 * `null` or an empty text, as forms have it, is not known.
 *
 * Times are a `Date`, an instant such as `"2026-09-01T08:00:00Z"`, or a day such as `"2026-09-01"` in UTC.
 */
export interface EligibilityInput {
  /** Through whom the number is to be onboarded. */
  readonly route: EligibilityRoute;
  /** The number in international form, such as `"+49 1512 3456789"`, or in WhatsApp's, such as `"4915123456789"`. */
  readonly phoneNumber: string;
  /**
   * The country or territory the number belongs to, as ISO 3166 writes it, where you know it. Needed only for numbers
   * that several share, such as `"VA"` for an Italian-looking one; and where a plan of numbers is newer than this
   * library's.
   */
  readonly region?: string | undefined;
  /** The version of the WhatsApp Business app on the phone that holds the number, such as `"2.24.17.78"`. */
  readonly appVersion?: string | undefined;
  /** Since when the number is in use in the app. */
  readonly inUseSince?: Date | string | undefined;
  /** Whether the business has a Meta business portfolio ("Business Manager"). */
  readonly hasBusinessPortfolio?: boolean | undefined;
  /** Whether your webhook is ready: what {@link probeWebhook} found, or what you know. */
  readonly webhook?: boolean | { readonly ready: boolean } | undefined;
  /** The day to judge for, in UTC. Default: today. */
  readonly on?: Date | string | undefined;
  /**
   * What you know better, by requirement: a verdict, with your reason if you like, or `"left_out"`. The questions that no
   * other member answers are answered here, `"eligible"` for a yes.
   */
  readonly overrides?: EligibilityOverrides | undefined;
  /** The data to judge by, where it is not to be {@link defaultEligibilityPolicy}. */
  readonly policy?: Partial<EligibilityPolicy> | undefined;
}

/** What a caller knows better, by requirement. */
export type EligibilityOverrides = Readonly<Partial<Record<EligibilityRequirement, EligibilityOverride | undefined>>>;

/** What a caller says of a requirement in the library's place. */
export type EligibilityOverride =
  | EligibilityVerdict
  | { readonly verdict: EligibilityVerdict; readonly reason: string }
  | "left_out";
