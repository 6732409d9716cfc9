import {
  defaultEligibilityPolicy,
  type EligibilityRoute,
  type UnsupportedCountry,
} from "../../../src/eligibility/index.ts";
import { markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

const { unsupportedCountries } = defaultEligibilityPolicy;

/** The countries that are or were not supported: one row for each name on the lists, with its days on both routes. */
export function countriesTable(): string {
  const all = [...unsupportedCountries["360dialog"], ...unsupportedCountries.meta];
  const names = [...new Set(all.map(rowName))];
  return markdownTable(
    ["not supported", "codes", "Meta", "360dialog", "source"],
    names.map((name) => {
      const members = all.filter((country) => rowName(country) === name);
      const codes = [...new Set(members.map(({ region }) => region))];
      // A part falls under the name by conclusion; the page stands for the name itself.
      const named = members.filter(({ partOf }) => partOf === undefined);
      return [name, codes.join(" "), daysOn("meta", name), daysOn("360dialog", name), sourceLinks(...named)];
    }),
  );
}

const union = ["European Union", "European Economic Area"];

/** The pages speak of these two in one breath. */
function rowName({ listedAs }: UnsupportedCountry): string {
  return union.includes(listedAs) ? union.join(" and ") : listedAs;
}

function daysOn(route: EligibilityRoute, name: string): string {
  const members = unsupportedCountries[route].filter((country) => rowName(country) === name);
  return [...new Set(members.map(days))].join("; ") || "supported";
}

function days({ from, until }: UnsupportedCountry): string {
  if (from === undefined && until === undefined) return "on the list, without a date";
  return [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(" ");
}
