import type { EligibilityRequirement, EligibilityRoute, EligibilityVerdict } from "./check.ts";
import type { EligibilityPolicy } from "./policy.ts";

/** What is known about a number that wants to come over. The more of it, the fewer questions are left. */
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
  readonly region?: string;
  /** The version of the WhatsApp Business app on the phone that holds the number, such as `"2.24.17.78"`. */
  readonly appVersion?: string;
  /** Since when the number is in use in the app: a `Date`, or a day such as `"2026-09-01"`. */
  readonly inUseSince?: Date | string;
  /** Whether the business has a Meta business portfolio ("Business Manager"). */
  readonly hasBusinessPortfolio?: boolean;
  /** Whether your webhook is ready: what {@link probeWebhook} found, or what you know. */
  readonly webhook?: boolean | { readonly ready: boolean };
  /** The day to judge for. Default: today. */
  readonly on?: Date | string;
  /**
   * What you know better, by requirement: a verdict, with your reason if you like, or `"left_out"`. So are the
   * questions answered that no other member asks for.
   */
  readonly overrides?: Partial<Readonly<Record<EligibilityRequirement, EligibilityOverride>>>;
  /** The data to judge by, where it is not to be {@link defaultEligibilityPolicy}. */
  readonly policy?: Partial<EligibilityPolicy>;
}

/** What a caller says of a requirement in the library's place. */
export type EligibilityOverride =
  | EligibilityVerdict
  | { readonly verdict: EligibilityVerdict; readonly reason: string }
  | "left_out";
