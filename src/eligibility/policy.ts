import type { EligibilityRoute } from "./check.ts";
import type { Sourced } from "./sourced.ts";

/** A time during which a country or territory is not supported. */
export interface UnsupportedCountry extends Sourced {
  /** ISO 3166, such as `"NG"`. */
  readonly region: string;
  /** The name on the page that it falls under: its own, or `"European Union"`. */
  readonly listedAs: string;
  /** The country it is a part of, where that is why it falls under the name. */
  readonly partOf?: string;
  /** The first day on which it was not supported, as in `"2025-02-11"`. Without it there is no first day. */
  readonly from?: string;
  /** The first day on which it was supported, where that is so. */
  readonly until?: string;
}

/** A country or region that sanctions keep off the platform. */
export interface SanctionedPlace extends Sourced {
  readonly name: string;
  /** ISO 3166, for a whole country. */
  readonly region?: string;
  /** How numbers of a region begin that has no code of its own. A hint: such numbers travel. */
  readonly prefixes?: readonly string[];
}

/** The dated facts that {@link checkEligibility} judges by. Replace or extend any of them. */
export interface EligibilityPolicy {
  /** The oldest version of the app that will do. */
  readonly minimumAppVersion: string;
  /** For how many days a number should have been in use. */
  readonly minimumDaysInUse: number;
  /** The countries that are not supported, by route. */
  readonly unsupportedCountries: Readonly<Record<EligibilityRoute, readonly UnsupportedCountry[]>>;
  /** The countries and regions under sanctions. */
  readonly sanctionedPlaces: readonly SanctionedPlace[];
}
