import type { UnsupportedCountry } from "../policy.ts";

/** Finds the rule that keeps a country or territory out on a day. */
export function findRule(
  rules: readonly UnsupportedCountry[],
  region: string,
  day: string,
): UnsupportedCountry | undefined {
  return rules.find(
    (rule) =>
      rule.region === region &&
      (rule.from === undefined || rule.from <= day) &&
      (rule.until === undefined || day < rule.until),
  );
}

/** Finds the rule that kept a country or territory out last, where it does so no longer. */
export function findLiftedRule(
  rules: readonly UnsupportedCountry[],
  region: string,
  day: string,
): (UnsupportedCountry & { readonly until: string }) | undefined {
  return rules
    .flatMap((rule) => (rule.until === undefined ? [] : [{ ...rule, until: rule.until }]))
    .filter((rule) => rule.region === region && rule.until <= day)
    .sort((first, second) => (first.until < second.until ? 1 : -1))[0];
}
