import type { Asked } from "../asked.ts";
import { dayLength, dayOf } from "../day.ts";
import { dialog360ClientPage } from "../sources.ts";
import type { Finding } from "./finding.ts";

/** A rule that is reported of 360dialog, and that Meta's page does not know: a short time is a doubt, not a refusal. */
export function checkTenure({ route, inUseSince, on, policy }: Asked): Finding {
  const { minimumDaysInUse: days } = policy;
  const page = { ...dialog360ClientPage, decisive: route === "360dialog" };
  const rule =
    route === "360dialog"
      ? `360dialog is reported to ask for ${days} days of active use in the app.`
      : `Meta's page names no least time of use. 360dialog is reported to ask for ${days} days.`;
  if (inUseSince === undefined) {
    const question = "Since when has the number been in use in the WhatsApp Business app?";
    return { verdict: "unknown", reason: rule, question, ...page };
  }
  const enough = new Date(inUseSince.getTime() + days * dayLength);
  if (enough <= on)
    return { verdict: "eligible", reason: `The number has been in use for ${days} days or more.`, ...page };
  return {
    verdict: "unknown",
    reason: `The number has been in use for fewer than ${days} days. ${rule}`,
    question: "Will so new a number be taken?",
    answeredBy: "overrides",
    fix: `Use the number in the app until ${dayOf(enough)}, or try and see.`,
    ...page,
  };
}
