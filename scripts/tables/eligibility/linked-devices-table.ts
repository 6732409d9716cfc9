import { linkedDevices } from "../../../src/eligibility/changes/index.ts";
import { markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

/** The rules about linked devices, and below the contradictory one what each page says. */
export function linkedDevicesTable(): string {
  const rules = Object.values(linkedDevices).flatMap((rule) =>
    "statements" in rule ? [rule, ...rule.statements] : [rule],
  );
  return markdownTable(
    ["rule", "source"],
    rules.map((rule) => [rule.text, sourceLinks(rule)]),
  );
}
