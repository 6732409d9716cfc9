import { afterOnboarding } from "../../../src/eligibility/changes/index.ts";
import { markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

/** What holds once a number is onboarded. */
export function afterOnboardingTable(): string {
  return markdownTable(
    ["after onboarding", "source"],
    Object.values(afterOnboarding).map((rule) => [rule.text, sourceLinks(rule)]),
  );
}
