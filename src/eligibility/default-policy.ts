import { sanctionedPlaces } from "./countries/sanctioned-places.ts";
import { unsupportedByDialog360, unsupportedByMeta } from "./countries/unsupported-countries.ts";
import type { EligibilityPolicy } from "./policy.ts";

/**
 * What {@link checkEligibility} judges by unless it is given something else: the state of September 2026.
 *
 * @example
 * ```ts
 * import { checkEligibility, defaultEligibilityPolicy } from "whatsapp-coexistence";
 *
 * // 360dialog has told you that its page is out of date.
 * const { unsupportedCountries } = defaultEligibilityPolicy;
 * const policy = { unsupportedCountries: { ...unsupportedCountries, "360dialog": unsupportedCountries.meta } };
 * const { checks } = checkEligibility({ route: "360dialog", phoneNumber: "+4915123456789", policy });
 * console.log(checks.find(({ requirement }) => requirement === "country")?.verdict); // "eligible"
 * ```
 */
export const defaultEligibilityPolicy: EligibilityPolicy = {
  minimumAppVersion: "2.24.17",
  minimumDaysInUse: 7,
  unsupportedCountries: { meta: unsupportedByMeta, "360dialog": unsupportedByDialog360 },
  sanctionedPlaces,
};
