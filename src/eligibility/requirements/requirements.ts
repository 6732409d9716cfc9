import type { EligibilityRequirement } from "../check.ts";
import { checkAppVersion } from "./app-version.ts";
import { checkBusinessPortfolio, checkCompletePortfolio } from "./business-portfolio.ts";
import { checkCountry } from "./country.ts";
import type { Requirement } from "./finding.ts";
import { checkSanctions } from "./sanctions.ts";
import {
  checkBusinessApp,
  checkCreditLine,
  checkEmbeddedSignup,
  checkOpenedBySupport,
  checkPartner,
  checkPhoneAtHand,
} from "./sign-up.ts";
import { checkTenure } from "./tenure.ts";
import { checkWebhook, checkWebhookFields } from "./webhook.ts";

/** Every requirement, in the order in which a person would ask for them. */
export const requirements: Readonly<Record<EligibilityRequirement, Requirement>> = {
  country: { title: "country", answeredBy: "region", check: checkCountry },
  sanctions: { title: "sanctions", check: checkSanctions },
  app_version: { title: "app version", answeredBy: "appVersion", check: checkAppVersion },
  business_app: { title: "Business app", check: checkBusinessApp },
  tenure: { title: "time in use", answeredBy: "inUseSince", check: checkTenure },
  phone_at_hand: { title: "phone at hand", check: checkPhoneAtHand },
  business_portfolio: {
    title: "business portfolio",
    answeredBy: "hasBusinessPortfolio",
    check: checkBusinessPortfolio,
  },
  complete_portfolio: { title: "complete portfolio", check: checkCompletePortfolio },
  credit_line: { title: "credit line", check: checkCreditLine },
  webhook: { title: "webhook", answeredBy: "webhook", check: checkWebhook },
  webhook_fields: { title: "webhook fields", check: checkWebhookFields },
  partner: { title: "partner", check: checkPartner },
  embedded_signup: { title: "Embedded Signup", check: checkEmbeddedSignup },
  opened_by_support: { title: "opened by support", check: checkOpenedBySupport },
};

/**
 * The names of all requirements, in the order in which a person would ask for them: for forms, and for titles of your own.
 *
 * @example
 * ```ts
 * import { eligibilityRequirements } from "whatsapp-coexistence";
 *
 * console.log(eligibilityRequirements[0]); // "country"
 * ```
 */
export const eligibilityRequirements = Object.keys(requirements) as readonly EligibilityRequirement[];

/** Tells whether a word names a requirement. */
export function isRequirement(word: string): word is EligibilityRequirement {
  return Object.hasOwn(requirements, word);
}
