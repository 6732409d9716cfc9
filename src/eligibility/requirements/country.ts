import type { Asked } from "../asked.ts";
import { findLiftedRule, findRule } from "../countries/find-rule.ts";
import { regionName, regionNames } from "../countries/region-name.ts";
import { territories } from "../countries/territories.ts";
import { launchDay } from "../countries/unsupported-countries.ts";
import type { UnsupportedCountry } from "../policy.ts";
import { type Sourced, sourceOf } from "../sourced.ts";
import { dialog360Page, metaChangeList, metaOnboardingPage } from "../sources.ts";
import type { Finding } from "./finding.ts";

/** Meta decides by its timeline; 360dialog's page prints the list of the launch, of which Meta has lifted everything. */
export function checkCountry(asked: Asked): Finding {
  const { region, possibleRegions } = asked.origin;
  if (asked.day < launchDay) {
    const reason = `Coexistence began on ${launchDay}.`;
    return { verdict: "ineligible", reason, ...decidedBy(metaChangeList) };
  }
  if (region === undefined) {
    return {
      verdict: "unknown",
      reason: "The calling code of the number belongs to no country.",
      question: "Does the provider take a number of no country?",
      answeredBy: "overrides",
      ...decidedBy(asked.route === "meta" ? metaOnboardingPage : dialog360Page),
    };
  }
  const judge = asked.route === "meta" ? judgeByMeta : judgeByDialog360;
  const finding = judge(region, asked);
  const others = possibleRegions.slice(1);
  const different = others.filter((other) => judge(other, asked).verdict !== finding.verdict);
  return others.length === 0 ? finding : aboutSharing(finding, region, others, different);
}

function judgeByMeta(region: string, { day, policy }: Asked): Finding {
  const name = regionName(region);
  const rules = policy.unsupportedCountries.meta;
  const rule = findRule(rules, region, day);
  if (rule !== undefined) {
    const { until } = rule;
    const when = until === undefined ? "" : ` before ${until}`;
    const fix = until === undefined ? {} : { fix: `Wait until ${until}.` };
    const reason = `Meta does not support ${name}${inBrackets(rule, name)}${when}.`;
    return { verdict: "ineligible", reason, ...fix, ...decidedBy(rule) };
  }
  const lifted = findLiftedRule(rules, region, day);
  if (lifted !== undefined) {
    return { verdict: "eligible", reason: `Meta supports ${name} since ${lifted.until}.`, ...decidedBy(lifted) };
  }
  const reason = `${name} is not among the countries that Meta leaves out or has left out.`;
  return { verdict: "eligible", reason, ...decidedBy(metaOnboardingPage) };
}

function judgeByDialog360(region: string, { day, policy }: Asked): Finding {
  const name = regionName(region);
  const { meta, "360dialog": rules } = policy.unsupportedCountries;
  const rule = findRule(rules, region, day);
  if (rule === undefined) {
    const reason = `${name} is not on the list of countries that 360dialog's page leaves out.${aboutTerritory(region, rules, day)}`;
    return { verdict: "eligible", reason, ...decidedBy(dialog360Page) };
  }
  const list = rule.source === dialog360Page.source ? "that 360dialog's page leaves out" : "that 360dialog leaves out";
  const reason = `${name}${inBrackets(rule, name)} is on the list of countries ${list}.`;
  if (findRule(meta, region, day) !== undefined) return { verdict: "ineligible", reason, ...decidedBy(rule) };
  const since = findLiftedRule(meta, region, day)?.until;
  return {
    verdict: "ineligible",
    reason: `${reason} Meta supports it${since === undefined ? "" : ` since ${since}`}.`,
    fix: "Ask 360dialog whether its list still holds for this country.",
    ...decidedBy(rule),
  };
}

function decidedBy(page: Sourced) {
  return { ...sourceOf(page), decisive: true } as const;
}

/** The name on the list that a region falls under: " (European Union, as a part of France)". */
function inBrackets({ listedAs, partOf }: UnsupportedCountry, name: string): string {
  if (listedAs === name) return "";
  return partOf === undefined || partOf === listedAs ? ` (${listedAs})` : ` (${listedAs}, as a part of ${partOf})`;
}

/** What to know of a territory whose country is on the list while it is not. */
function aboutTerritory(region: string, rules: readonly UnsupportedCountry[], day: string): string {
  const owner = territories[region];
  if (owner === undefined || findRule(rules, owner, day) === undefined) return "";
  return ` It is tied to ${regionName(owner)}, which is: how 360dialog treats such territories is written nowhere.`;
}

/**
 * Adds what to know of a number that several regions share. Where the first of them is supported and another is not, it
 * is a question which one it is.
 */
function aboutSharing(
  finding: Finding,
  region: string,
  others: readonly string[],
  different: readonly string[],
): Finding {
  const reason = `${finding.reason} Numbers like this one are shared with ${regionNames(others)}.`;
  if (different.length === 0) return { ...finding, reason };
  const told = `${reason} ${regionNames(different)} would be judged differently: where you know it, say which region it is.`;
  if (finding.verdict === "ineligible") return { ...finding, reason: told };
  return { ...finding, verdict: "unknown", reason: told, question: `Does the number belong to ${regionName(region)}?` };
}
