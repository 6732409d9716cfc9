import type { EligibilityRoute } from "../check.ts";
import { dayOf, readInstant } from "../day.ts";
import { readRoute } from "../read-route.ts";
import { sourceOf } from "../sourced.ts";
import { dialog360Page, metaOnboardingPage } from "../sources.ts";
import type { FeatureChange, FeatureCorrection, FeatureState } from "./feature-change.ts";
import { featureChanges } from "./feature-changes.ts";

/** How to compare. */
export interface FeatureComparisonOptions {
  /** The day to compare for: corrections that are younger do not count. Default: today. */
  readonly on?: Date | string | undefined;
  /** The rows to compare, where they are not to be {@link featureChanges}. */
  readonly features?: readonly FeatureChange[] | undefined;
}

/**
 * The feature comparison as it stands for a route.
 *
 * - `"meta"`: the corrections are applied, and what remains in `corrections` is not settled. The other rows are the same
 *   on Meta's page, and name it as their source.
 * - `"360dialog"`: as its page prints the rows. Where another page contradicts a text, the text says so, so that nobody
 *   is told what is out of date.
 *
 * @throws {@link InvalidInputError} for another route, and for an `on` that is no date.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 * @example
 * ```ts
 * import { featureComparison } from "whatsapp-coexistence";
 *
 * const [chats] = featureComparison("meta");
 * console.log(chats?.title, chats?.inApp.support); // "One-to-one chats" "unchanged"
 *
 * const [printed] = featureComparison("360dialog");
 * console.log(printed?.inApp.support, printed?.corrections[0]?.since); // "limited" "2025-11-25"
 * ```
 */
export function featureComparison(route: EligibilityRoute, options: FeatureComparisonOptions = {}): FeatureChange[] {
  const view = readRoute(route) === "meta" ? asMetaHasIt : asPrinted;
  const day = dayOf(options.on === undefined ? new Date() : readInstant("on", options.on));
  return (options.features ?? featureChanges).map((row) => {
    const corrections = row.corrections.filter(({ since }) => since === undefined || since <= day);
    return view({ ...row, corrections });
  });
}

function asMetaHasIt(row: FeatureChange): FeatureChange {
  const open = row.corrections.filter((correction) => !replacesSomething(correction));
  let corrected: FeatureChange = { ...row, ...(isTheSameAtMeta(row) ? metaOnboardingPage : {}), corrections: open };
  for (const correction of row.corrections.filter(replacesSomething)) {
    const { inApp = corrected.inApp, onApi = corrected.onApi } = correction;
    corrected = { ...corrected, inApp, onApi, ...sourceOf(correction) };
  }
  return corrected;
}

// Where nothing is said against them, both pages have the same rows. Rows of the caller's own keep their source.
function isTheSameAtMeta({ source, corrections }: FeatureChange): boolean {
  return source === dialog360Page.source && corrections.length === 0;
}

function asPrinted(row: FeatureChange): FeatureChange {
  return {
    ...row,
    inApp: withRemarks(
      row.inApp,
      row.corrections.filter(({ inApp }) => inApp !== undefined),
    ),
    onApi: withRemarks(
      row.onApi,
      row.corrections.filter(({ onApi }) => onApi !== undefined),
    ),
  };
}

function withRemarks({ support, text }: FeatureState, corrections: readonly FeatureCorrection[]): FeatureState {
  return { support, text: [text, ...corrections.map((correction) => `But: ${correction.text}`)].join(" ") };
}

function replacesSomething({ inApp, onApi }: FeatureCorrection): boolean {
  return inApp !== undefined || onApi !== undefined;
}
