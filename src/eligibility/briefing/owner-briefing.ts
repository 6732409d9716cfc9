import type { EligibilityRoute } from "../check.ts";
import { readRoute } from "../read-route.ts";
import { sourceOf } from "../sourced.ts";
import { briefingSources } from "./briefing-sources.ts";
import type { BriefingItem, BriefingTexts } from "./briefing-topic.ts";
import { briefingTopics, readTexts } from "./read-texts.ts";

/** A language that is built in, by its tag, or texts of your own. */
export type BriefingLocale = "en" | `en-${string}` | BriefingTexts;

/**
 * What to show the owner of a number before they agree: an ordered list in plain language, each item with its source.
 *
 * English is built in. For another language, or other words, pass the texts, from a JSON file for example: one for each
 * topic, with the placeholders of {@link BriefingTexts}.
 *
 * @param locale - Default: `"en"`. `"en-GB"` and its like get the same texts.
 * @throws {@link InvalidInputError} for another route, for a language that is not built in (`locale`), and for a text
 * that is missing, blank, or has an unknown placeholder (`locale.update_app`).
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { ownerBriefing } from "whatsapp-coexistence";
 *
 * const [first, ...rest] = ownerBriefing("meta");
 * console.log(first?.text); // "Before you start, update the WhatsApp Business app on your phone to version 2.24.17 or later."
 * console.log(rest.at(-1)?.topic); // "disconnect"
 * ```
 */
export function ownerBriefing(route: EligibilityRoute, locale: BriefingLocale = "en"): BriefingItem[] {
  const known = readRoute(route);
  const texts = readTexts(locale);
  return briefingTopics.flatMap((topic) => {
    const page = briefingSources[topic][known];
    if (page === undefined) return [];
    return [{ topic, text: texts[topic], ...sourceOf(page) }];
  });
}
