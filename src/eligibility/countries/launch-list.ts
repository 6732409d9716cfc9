/** A name on the list of the launch, and what belongs to it. */
export interface ListedName {
  /** As the list has it. */
  readonly listedAs: string;
  /** ISO 3166. */
  readonly regions: readonly string[];
  /** What has a code of its own in ISO 3166 and is a part of one of the regions all the same, with its whole. */
  readonly parts?: Readonly<Record<string, string>>;
}

/**
 * The countries that coexistence left out when it began. Meta has lifted them one after the other; 360dialog's page has
 * the list as it was.
 */
export const launchList = {
  australia: {
    listedAs: "Australia",
    regions: ["AU"],
    // Section 2B of Australia's Acts Interpretation Act 1901 counts these three islands in.
    parts: { CC: "Australia", CX: "Australia", NF: "Australia" },
  },
  india: { listedAs: "India", regions: ["IN"] },
  japan: { listedAs: "Japan", regions: ["JP"] },
  nigeria: { listedAs: "Nigeria", regions: ["NG"] },
  philippines: { listedAs: "Philippines", regions: ["PH"] },
  russia: { listedAs: "Russia", regions: ["RU"] },
  southKorea: { listedAs: "South Korea", regions: ["KR"] },
  southAfrica: { listedAs: "South Africa", regions: ["ZA"] },
  turkey: { listedAs: "Turkey", regions: ["TR"] },
  europeanUnion: {
    listedAs: "European Union",
    regions: "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
    // Article 355 of the Treaty on the Functioning of the European Union, and Protocol 2 to Finland's accession.
    parts: { AX: "Finland", GF: "France", GP: "France", MF: "France", MQ: "France", RE: "France", YT: "France" },
  },
  europeanEconomicArea: { listedAs: "European Economic Area", regions: ["IS", "LI", "NO"] },
  unitedKingdom: { listedAs: "United Kingdom", regions: ["GB"] },
} as const satisfies Readonly<Record<string, ListedName>>;
