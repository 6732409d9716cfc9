import { type Asked, readInput } from "./asked.ts";
import type { EligibilityCheck, EligibilityRequirement, EligibilityVerdict } from "./check.ts";
import type { EligibilityInput, EligibilityOverride } from "./input.ts";
import { override, readOverrides } from "./overrides.ts";
import { eligibilityRequirements, requirements } from "./requirements/requirements.ts";

/** What is known about a number that wants to come over. */
export interface Eligibility {
  /**
   * `ineligible` where any check is; else `unknown` where a decisive one is; else `eligible`. Whether a number really
   * comes over is decided by Meta in the sign-up.
   */
  readonly verdict: EligibilityVerdict;
  /** One check for each requirement of the route. */
  readonly checks: readonly EligibilityCheck[];
  /** What the number itself says. */
  readonly number: {
    /**
     * The country or territory it was judged for, by ISO 3166. Where several share the number, the one whose plan it is.
     * Absent for a number of no country.
     */
    readonly region?: string;
    /** Every country or territory it may belong to, `region` first. */
    readonly possibleRegions: readonly string[];
  };
}

/**
 * Tells whether a number that is used in the WhatsApp Business app can come over, as far as that can be known before the
 * sign-up, and what to ask for the rest. Advice, never a lock: show it, and let people go on.
 *
 * Nothing is sent anywhere. The facts are dated ({@link defaultEligibilityPolicy}); each check says where its fact is
 * from, and anything can be replaced by what you know better.
 *
 * @throws {@link PhoneNumberError} for a number that cannot be one, and `InvalidInputError` for another argument that
 * cannot be used, naming it.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { checkEligibility } from "whatsapp-coexistence";
 *
 * const { verdict, checks } = checkEligibility({
 *   route: "meta",
 *   phoneNumber: "+55 11 96123-4567",
 *   appVersion: "2.24.16.80",
 * });
 * console.log(verdict); // "ineligible"
 * for (const { requirement, verdict, fix } of checks) {
 *   if (verdict === "ineligible") console.log(requirement, fix); // "app_version" "Update the WhatsApp Business app to version 2.24.17 or later."
 * }
 * ```
 */
export function checkEligibility(input: EligibilityInput): Eligibility {
  const asked = readInput(input);
  const overrides = readOverrides(input.overrides);
  const checks = eligibilityRequirements.flatMap((requirement) => check(requirement, asked, overrides[requirement]));
  const { region, possibleRegions } = asked.origin;
  return {
    verdict: conclude(checks),
    checks,
    number: { ...(region === undefined ? {} : { region }), possibleRegions },
  };
}

function check(
  requirement: EligibilityRequirement,
  asked: Asked,
  said: EligibilityOverride | undefined,
): EligibilityCheck[] {
  const { title, answeredBy = "overrides", check } = requirements[requirement];
  const found = check(asked);
  if (found === undefined || said === "left_out") return [];
  const finding = said === undefined ? found : override(found, said, asked.day);
  const answer = finding.question === undefined ? {} : { answeredBy };
  return [{ requirement, title, ...answer, ...finding }];
}

function conclude(checks: readonly EligibilityCheck[]): EligibilityVerdict {
  if (checks.some(({ verdict }) => verdict === "ineligible")) return "ineligible";
  return checks.some(({ verdict, decisive }) => verdict === "unknown" && decisive) ? "unknown" : "eligible";
}
