import type { EligibilityRequirement } from "../../eligibility/index.ts";

/** What a requirement is called in the table, and the option that answers it where it is not `--answer`. */
interface Described {
  readonly label: string;
  readonly option?: string;
}

/** Every requirement. */
const requirements: Readonly<Record<EligibilityRequirement, Described>> = {
  country: { label: "country" },
  sanctions: { label: "sanctions" },
  app_version: { label: "app version", option: "--app-version VERSION" },
  business_app: { label: "Business app" },
  tenure: { label: "time in use", option: "--in-use-since DAY" },
  phone_at_hand: { label: "phone at hand" },
  business_portfolio: { label: "business portfolio", option: "--business-portfolio yes|no" },
  complete_portfolio: { label: "complete portfolio" },
  credit_line: { label: "credit line" },
  webhook: { label: "webhook", option: "--probe URL" },
  partner: { label: "partner" },
  embedded_signup: { label: "Embedded Signup" },
  opened_by_support: { label: "opened by support" },
};

/**
 * The names that `--answer` and `--leave-out` take.
 *
 * @internal
 */
export const requirementNames = Object.keys(requirements) as readonly EligibilityRequirement[];

/**
 * Tells whether a word names a requirement.
 *
 * @internal
 */
export function isRequirement(word: string): word is EligibilityRequirement {
  return Object.hasOwn(requirements, word);
}

/**
 * Names a requirement in words.
 *
 * @internal
 */
export function labelOf(requirement: EligibilityRequirement): string {
  return requirements[requirement].label;
}

/**
 * Says with which option its question is answered.
 *
 * @internal
 */
export function optionFor(requirement: EligibilityRequirement): string {
  return requirements[requirement].option ?? `--answer ${requirement}=yes|no`;
}
