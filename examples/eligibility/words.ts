import type { EligibilityRoute, EligibilityVerdict, Evidence } from "whatsapp-coexistence";
import type { Judgement } from "./judge.ts";

/** Through whom a number comes over. */
export const routes: Readonly<Record<EligibilityRoute, string>> = { meta: "Meta", "360dialog": "360dialog" };

/** How a single check ended. */
export const verdicts: Readonly<Record<EligibilityVerdict, string>> = {
  eligible: "Met",
  ineligible: "Not met",
  unknown: "Not known",
};

/** How well a fact is known. */
export const evidence: Readonly<Record<Evidence, string>> = {
  documented: "Documented",
  third_party: "Reported",
  unverified: "Concluded",
};

/** The verdict of the whole, in one sentence. */
export function conclude({ verdict, rows }: Judgement): string {
  const name = (wanted: EligibilityVerdict): string =>
    list(
      rows
        .filter((row) => row.verdict === wanted && (wanted === "ineligible" || row.decisive))
        .map(({ title }) => title),
    );
  switch (verdict) {
    case "eligible":
      return "Yes, as far as it can be told before the sign-up.";
    case "ineligible":
      return `No, not while this is in the way: ${name("ineligible")}.`;
    case "unknown":
      return `Not known as long as this is open: ${name("unknown")}.`;
  }
}

const conjunction = new Intl.ListFormat(["en"], { type: "conjunction" });

/** Several names in a sentence. */
export function list(names: readonly string[]): string {
  return conjunction.format(names);
}

const countries = new Intl.DisplayNames(["en"], { type: "region" });

/** The name of a country or territory. */
export function nameCountry(region: string): string {
  return countries.of(region) ?? region;
}
