const byCountry = {
  GB: "AC AI BM FK GG GI IM IO JE KY MS SH TA TC VG",
  FR: "BL NC PF PM WF",
  NL: "AW BQ CW SX",
  DK: "FO GL",
  NO: "SJ",
};

/**
 * Territories and the countries they belong to, where they are no part of what the list of the launch names: Svalbard
 * lies outside the European Economic Area, Guernsey is not the United Kingdom. How the senders treat them is written
 * nowhere.
 */
export const territories: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(byCountry).flatMap(([country, regions]) => regions.split(" ").map((region) => [region, country])),
);
