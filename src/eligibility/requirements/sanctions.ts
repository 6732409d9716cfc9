import type { Asked } from "../asked.ts";
import { regionName } from "../countries/region-name.ts";
import { platformSanctions } from "../countries/sanctioned-places.ts";
import type { Finding } from "./finding.ts";

/** Of the whole platform, whichever way a number is onboarded. */
export function checkSanctions({ origin, policy }: Asked): Finding {
  const { sanctionedPlaces } = policy;
  const country = sanctionedPlaces.find(({ region }) => region !== undefined && region === origin.region);
  if (country !== undefined) {
    const { name, source, asOf, evidence } = country;
    const reason = `${name} is under sanctions that keep it off the whole platform.`;
    return { verdict: "ineligible", reason, decisive: true, source, asOf, evidence };
  }
  const hint = sanctionedPlaces.find(({ prefixes }) => prefixes?.some((prefix) => origin.number.startsWith(prefix)));
  if (hint !== undefined) {
    const { name, source, asOf, evidence } = hint;
    return {
      verdict: "unknown",
      reason: `Numbers like this one are given out in ${name}, which is under sanctions.`,
      question: `Is the business somewhere else than in ${name}?`,
      decisive: true,
      ...{ source, asOf, evidence },
    };
  }
  const reason =
    origin.region === undefined
      ? "The number belongs to no country, so to none under sanctions."
      : `${regionName(origin.region)} is not under sanctions.`;
  return { verdict: "eligible", reason, decisive: true, ...platformSanctions };
}
