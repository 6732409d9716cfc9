import type {
  Eligibility,
  EligibilityCheck,
  EligibilityRequirement,
  EligibilityRoute,
} from "../../eligibility/index.ts";
import type { Tone } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import type { ReportOptions } from "../terminal/report-options.ts";
import { renderTable } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";
import { makeCheckTable, verdictTones } from "./check-table.ts";
import { Sources } from "./sources.ts";

/** What an eligibility was found out for. */
export interface Occasion {
  readonly route: EligibilityRoute;
  /** The day it was judged for. */
  readonly day: string;
  /** The requirements that were answered on the command line. */
  readonly answered: ReadonlySet<EligibilityRequirement>;
}

/**
 * Prints what is known about a number: what it was taken for, every check, the sources, the verdict. The number itself
 * is not in it.
 *
 * @returns the lines.
 * @internal
 */
export function renderEligibility(eligibility: Eligibility, occasion: Occasion, options: ReportOptions): string[] {
  const { verdict, checks, number } = eligibility;
  const { width, paint } = options;
  const paragraph = (text: string, tone: Tone): string[] =>
    wrap(printable(text), width, "prose").map((line) => paint(tone, line));
  const sources = new Sources();
  const table = renderTable(makeCheckTable(checks, occasion.answered, sources), width, paint);
  return [
    ...paragraph(describeOccasion(number, occasion), "strong"),
    ...describeSharing(number).flatMap((text) => paragraph(text, "warning")),
    ...(checks.length === 0 ? [] : ["", ...table]),
    ...sources.render(width, paint),
    "",
    ...paragraph(summarize(eligibility), verdictTones[verdict]),
  ];
}

const routes: Readonly<Record<EligibilityRoute, string>> = { meta: "Meta", "360dialog": "360dialog" };

function describeOccasion({ region }: Eligibility["number"], { route, day }: Occasion): string {
  const origin = region === undefined ? "no country" : nameOf(region);
  return `A number of ${origin}, through ${routes[route]}, on ${day}`;
}

// The calling code +1 has two dozen of them.
const mostNames = 4;

function describeSharing({ region, possibleRegions }: Eligibility["number"]): string[] {
  const others = possibleRegions.filter((other) => other !== region);
  if (others.length === 0) return [];
  const named = others.slice(0, mostNames).map(nameOf);
  const left = others.length - named.length;
  const list = new Intl.ListFormat(["en"], { type: "disjunction" });
  const shown = list.format(left === 0 ? named : [...named, `one of ${left} more regions`]);
  return [`It may as well be a number of ${shown}. If you know that it is, say so with --region.`];
}

const names = new Intl.DisplayNames(["en"], { type: "region" });

function nameOf(region: string): string {
  return `${names.of(region)} (${region})`;
}

function summarize({ verdict, checks }: Eligibility): string {
  const open = labels(checks.filter((check) => check.decisive && check.verdict === "unknown"));
  switch (verdict) {
    case "eligible":
      return "Eligible, as far as can be told before the sign-up. It is there that Meta decides.";
    case "ineligible": {
      const against = labels(checks.filter((check) => check.verdict === "ineligible"));
      return `Not eligible: ${against}.${open === "" ? "" : ` Open as well: ${open}.`}`;
    }
    case "unknown":
      return `Unknown as long as there is no answer to: ${open}.`;
  }
}

function labels(checks: readonly EligibilityCheck[]): string {
  return checks.map(({ title }) => title).join(", ");
}
