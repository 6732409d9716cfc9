import type { Asked } from "../asked.ts";
import { regionName } from "../countries/region-name.ts";
import { platformSanctions } from "../countries/sanctioned-places.ts";
import { sourceOf } from "../sourced.ts";
import type { Finding } from "./finding.ts";

/** Of the whole platform, whichever way a number is onboarded. */
export function checkSanctions({ origin, policy }: Asked): Finding {
  const { region, possibleRegions, number } = origin;
  const { sanctionedPlaces } = policy;
  const country = sanctionedPlaces.find((place) => place.region !== undefined && place.region === region);
  if (country !== undefined) {
    const reason = `${country.name} is under sanctions that keep it off the whole platform.`;
    return { verdict: "ineligible", reason, decisive: true, ...sourceOf(country) };
  }
  const doubtful = sanctionedPlaces.find(
    (place) =>
      (place.region !== undefined && possibleRegions.includes(place.region)) ||
      place.prefixes?.some((prefix) => number.startsWith(prefix)),
  );
  if (doubtful !== undefined) {
    return {
      verdict: "unknown",
      reason: `Numbers like this one are given out in ${doubtful.name}, which is under sanctions.`,
      question: `Is the business somewhere else than in ${doubtful.name}?`,
      decisive: true,
      ...sourceOf(doubtful),
    };
  }
  const reason =
    region === undefined
      ? "The number belongs to no country, so to none under sanctions."
      : `${regionName(region)} is not under sanctions.`;
  return { verdict: "eligible", reason, decisive: true, ...platformSanctions };
}
