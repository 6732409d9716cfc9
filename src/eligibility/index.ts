export { compareAppVersions } from "./app-version.ts";
export type {
  EligibilityAnswer,
  EligibilityCheck,
  EligibilityRequirement,
  EligibilityRoute,
  EligibilityVerdict,
} from "./check.ts";
export { checkEligibility, type Eligibility } from "./check-eligibility.ts";
export { defaultEligibilityPolicy } from "./default-policy.ts";
export type { EligibilityInput, EligibilityOverride, EligibilityOverrides } from "./input.ts";
export { PhoneNumberError, type PhoneNumberProblem } from "./phone-number/phone-number-error.ts";
export type { EligibilityPolicy, SanctionedPlace, UnsupportedCountry } from "./policy.ts";
export { eligibilityRequirements } from "./requirements/requirements.ts";
export type { Evidence, Sourced } from "./sourced.ts";
