import type { Evidence, Sourced } from "../../../src/eligibility/sourced.ts";
import * as sources from "../../../src/eligibility/sources.ts";

/** A page that facts come from, by a short name: that of its constant, in words. */
export interface NamedSource extends Sourced {
  readonly name: string;
}

/** Every page there is, by name. */
export const namedSources: readonly NamedSource[] = Object.entries<Sourced>(sources)
  .map(([constant, page]) => ({ name: inWords(constant), ...page }))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

/** How well a fact is known, for a reader. */
export const grades: Readonly<Record<Evidence, string>> = {
  documented: "documented",
  third_party: "reported",
  unverified: "concluded",
};

/** Writes where facts come from, each page once, and how well they are known where that is not by the page itself. */
export function sourceLinks(...facts: readonly Sourced[]): string {
  return [...new Set(facts.map(sourceLink))].join(", ");
}

function sourceLink({ source, evidence }: Sourced): string {
  const page = namedSources.find((candidate) => candidate.source === source);
  const name = page === undefined ? source : linkTo(page);
  return evidence === "documented" ? name : `${name} (${grades[evidence]})`;
}

/** Writes the name of a page, as a link where it has an address; that stands in the table of the sources. */
export function linkTo({ name, url }: NamedSource): string {
  return url === undefined ? name : `[${name}]`;
}

/** `dialog360ClientPage` is the "360dialog client page". */
function inWords(constant: string): string {
  const words = constant.replaceAll(/(?=[A-Z])/g, " ").toLowerCase();
  return words
    .replace(/^meta\b/, "Meta")
    .replace(/^dialog360\b/, "360dialog")
    .replace(/\bapi\b/, "API");
}
