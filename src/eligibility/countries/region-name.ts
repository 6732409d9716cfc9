// Made when they are first needed: their data is large, and most programs that load this file never ask.
let names: Intl.DisplayNames | undefined;
let conjunction: Intl.ListFormat | undefined;

/** The English name of a country or territory, or its code where the runtime has no name for it. */
export function regionName(region: string): string {
  names ??= new Intl.DisplayNames(["en"], { type: "region" });
  return names.of(region) ?? region;
}

/** Several of them in a sentence: "Finland and Åland Islands". Of many only the first are named. */
export function regionNames(regions: readonly string[]): string {
  conjunction ??= new Intl.ListFormat(["en"], { type: "conjunction" });
  const most = 4;
  const named = regions.slice(0, most).map(regionName);
  const rest = regions.length - named.length;
  return conjunction.format(rest === 0 ? named : [...named, `${rest} more`]);
}
