import type { Asked } from "../asked.ts";
import {
  dialog360Assistant,
  dialog360Page,
  dialog360PageWithNotice,
  metaAccountUpdatePage,
  metaOnboardingPage,
} from "../sources.ts";
import type { Finding } from "./finding.ts";

// What nobody can tell from a number. Each holds nothing back until it is answered. A yes is good in all of them.
const asked = { verdict: "unknown", decisive: false } as const;

/** Follows from `BUSINESS_DOWNGRADE`: a number that moves to the consumer app is disconnected. */
export function checkBusinessApp(): Finding {
  return {
    ...asked,
    reason: "The number has to be in use in the WhatsApp Business app, not in the consumer app.",
    question: "Is it the WhatsApp Business app, with a B in its icon, that the number is used in?",
    ...metaAccountUpdatePage,
    evidence: "unverified",
  };
}

/** Only what is reported of 360dialog's documentation names it as a requirement. */
export function checkPhoneAtHand({ route }: Asked): Finding | undefined {
  if (route === "meta") return undefined;
  return {
    ...asked,
    reason: "The code in the sign-up has to be scanned with the phone that holds the number.",
    question: "Will that phone be at hand, charged and online?",
    ...dialog360Assistant,
  };
}

const concluded = { ...dialog360Page, evidence: "unverified" } as const;

/** A partner brings its status along. */
export function checkPartner({ route }: Asked): Finding {
  if (route === "360dialog") {
    return { verdict: "eligible", decisive: false, reason: "360dialog is a partner of Meta's.", ...concluded };
  }
  return {
    ...asked,
    reason: "Only a Solution Partner or Tech Provider of Meta's, or who works through one, can onboard a number.",
    question: "Is your company a Solution Partner or Tech Provider, or does it work through one?",
    ...metaOnboardingPage,
  };
}

/** A partner brings its sign-up along. */
export function checkEmbeddedSignup({ route }: Asked): Finding {
  if (route === "360dialog") {
    const reason =
      "360dialog's Integrated Onboarding opens it. An Embedded Signup of your own has to do so itself: see the route of Meta.";
    return { verdict: "eligible", decisive: false, reason, ...dialog360Page };
  }
  return {
    ...asked,
    reason:
      "The sign-up has to be the Embedded Signup with the feature type whatsapp_business_app_onboarding and a listener for its messages.",
    question: "Does your page open it so, as launchEmbeddedSignup does?",
    ...metaOnboardingPage,
  };
}

/** Meta's page: one that is left may produce an error. */
export function checkCreditLine(): Finding {
  return {
    ...asked,
    reason: "A credit line that an earlier partner shared with the account can make the sign-up fail.",
    question: "Is the account free of the credit lines of earlier partners?",
    fix: "Ask the earlier partner to take its credit line off the account.",
    ...metaOnboardingPage,
  };
}

/** One version of 360dialog's page opens with it. */
export function checkOpenedBySupport({ route }: Asked): Finding | undefined {
  if (route === "meta") return undefined;
  return {
    ...asked,
    reason: "One version of 360dialog's page asks partners to request coexistence from its support first.",
    question: "Has 360dialog's support opened coexistence for your partner account?",
    ...dialog360PageWithNotice,
  };
}
