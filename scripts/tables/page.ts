import { afterOnboardingTable } from "./after-onboarding-table.ts";
import { briefingList } from "./briefing-list.ts";
import { countriesTable } from "./countries-table.ts";
import { featureTable } from "./feature-table.ts";
import { linkedDevicesTable } from "./linked-devices-table.ts";
import { requirementsTable } from "./requirements-table.ts";
import { sourcesTable } from "./sources-table.ts";
import { stayingConnectedTable } from "./staying-connected-table.ts";
import { unavailableTable } from "./unavailable-table.ts";

/** The page with the tables, from the folder of the repository. */
export const page = "docs/guide/eligibility.md";

/** The tables, by the name of their markers: `<!-- features -->` … `<!-- /features -->`. */
export const tables: Readonly<Record<string, () => string>> = {
  requirements: requirementsTable,
  countries: countriesTable,
  features: featureTable,
  unavailable: unavailableTable,
  "linked-devices": linkedDevicesTable,
  "staying-connected": stayingConnectedTable,
  "after-onboarding": afterOnboardingTable,
  briefing: briefingList,
  sources: sourcesTable,
};

/** Writes each table between its markers, and leaves the rest of the text as it is. */
export function writeTables(text: string): string {
  return Object.entries(tables).reduce((written, [name, table]) => writeTable(written, name, table()), text);
}

function writeTable(text: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, ...after] = text.split(begin);
  const [, rest, ...more] = after.join(begin).split(end);
  if (after.length !== 1 || rest === undefined || more.length > 0) {
    throw new Error(`The page has not got the markers of "${name}" once each, in their order.`);
  }
  return `${before}${begin}\n\n${table}\n\n${end}${rest}`;
}
