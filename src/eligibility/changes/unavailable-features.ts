import type { Sourced } from "../sourced.ts";
import { dialog360Reports, metaApiDescription, metaChangeList, metaOnboardingPage } from "../sources.ts";

/** Something that other numbers on the API have, and coexistence numbers do not. */
export interface UnavailableFeature extends Sourced {
  readonly feature:
    | "official_business_account"
    | "moving_between_wabas"
    | "calling_api"
    | "deletion_by_api"
    | "registration_by_api"
    | "deregistration_by_api";
  /** Its name for a person, in English. */
  readonly title: string;
  /** What that means, in a sentence. */
  readonly text: string;
}

/**
 * What a coexistence number cannot do on the API, beside the rows of {@link featureChanges}.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { unavailableFeatures } from "whatsapp-coexistence";
 *
 * const documented = unavailableFeatures.filter(({ evidence }) => evidence === "documented");
 * console.log(documented.map(({ feature }) => feature)); // ["deletion_by_api", "registration_by_api", "deregistration_by_api"]
 * ```
 */
export const unavailableFeatures: readonly UnavailableFeature[] = [
  {
    feature: "official_business_account",
    title: "Official Business Account",
    text: "The number cannot become an Official Business Account.",
    ...dialog360Reports,
  },
  {
    feature: "moving_between_wabas",
    title: "Moving between WhatsApp Business Accounts",
    text: "The number cannot be moved from one WhatsApp Business Account (WABA) to another.",
    ...dialog360Reports,
  },
  {
    feature: "calling_api",
    title: "Calling API",
    text: "The API makes and takes no calls. Calls stay in the app.",
    ...dialog360Reports,
  },
  {
    feature: "deletion_by_api",
    title: "Deletion by API",
    text: "The number cannot be deleted by the API.",
    ...metaChangeList,
  },
  {
    feature: "registration_by_api",
    title: "Registration by API",
    text: "The number is registered already: the call that registers numbers is left out.",
    ...metaOnboardingPage,
  },
  {
    feature: "deregistration_by_api",
    title: "Deregistration by API",
    text: "The call that deregisters numbers is refused. The business disconnects in the app.",
    ...metaApiDescription,
  },
];
