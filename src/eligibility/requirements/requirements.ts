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
import { checkWebhook } from "./webhook.ts";

/** Every requirement, in the order in which a person would ask for them. */
export const requirements: Readonly<Record<EligibilityRequirement, Requirement>> = {
  country: checkCountry,
  sanctions: checkSanctions,
  app_version: checkAppVersion,
  business_app: checkBusinessApp,
  tenure: checkTenure,
  phone_at_hand: checkPhoneAtHand,
  business_portfolio: checkBusinessPortfolio,
  complete_portfolio: checkCompletePortfolio,
  credit_line: checkCreditLine,
  webhook: checkWebhook,
  partner: checkPartner,
  embedded_signup: checkEmbeddedSignup,
  opened_by_support: checkOpenedBySupport,
};
