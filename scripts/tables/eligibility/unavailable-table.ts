import { unavailableFeatures } from "../../../src/eligibility/changes/index.ts";
import { markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

/** What a coexistence number has not got on the API besides. */
export function unavailableTable(): string {
  return markdownTable(
    ["not available", "what that means", "source"],
    unavailableFeatures.map((row) => [row.title, row.text, sourceLinks(row)]),
  );
}
