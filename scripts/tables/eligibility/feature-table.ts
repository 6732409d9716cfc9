import { featureChanges } from "../../../src/eligibility/changes/index.ts";
import { markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

/** The feature comparison: what the page prints, and what others say against it. */
export function featureTable(): string {
  return markdownTable(
    ["feature", "in the app before", "in the app after onboarding", "on the API", "corrections", "source"],
    featureChanges.map((row) => [
      row.title,
      row.before.text,
      row.inApp.text,
      row.onApi.text,
      row.corrections.map((correction) => `${correction.text} ${sourceLinks(correction)}`).join("<br>"),
      sourceLinks(row),
    ]),
  );
}
