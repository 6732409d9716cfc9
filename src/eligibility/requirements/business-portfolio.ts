import type { Asked } from "../asked.ts";
import { dialog360ClientPage, dialog360Page } from "../sources.ts";
import type { Finding } from "./finding.ts";

/** 360dialog's page: the business "has or creates" one. Meta's sign-up offers to make one, and its page does not ask. */
export function checkBusinessPortfolio({ route, hasBusinessPortfolio }: Asked): Finding {
  const page = { ...dialog360Page, decisive: route === "360dialog" };
  if (hasBusinessPortfolio === true) {
    return { verdict: "eligible", reason: "The business has a Meta business portfolio.", ...page };
  }
  const rule = "The business has to have a Meta business portfolio, or to make one during the sign-up.";
  return hasBusinessPortfolio === false
    ? {
        verdict: "unknown",
        reason: `${rule} It has none yet.`,
        question: "Will somebody who may speak for the business make one?",
        answeredBy: "overrides",
        fix: "Make one at business.facebook.com, or in the first step of the sign-up.",
        ...page,
      }
    : { verdict: "unknown", reason: rule, question: "Does the business have a Meta business portfolio?", ...page };
}

/** Reported of 360dialog's pages for clients. */
export function checkCompletePortfolio({ route }: Asked): Finding | undefined {
  if (route === "meta") return undefined;
  return {
    verdict: "unknown",
    reason: "360dialog is reported to ask for a complete portfolio: legal data, address, website and phone number.",
    question: "Does the portfolio say who the business is, with legal name, address, website and phone number?",
    ...dialog360ClientPage,
    decisive: false,
  };
}
