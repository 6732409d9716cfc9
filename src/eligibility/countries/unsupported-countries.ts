import type { UnsupportedCountry } from "../policy.ts";
import type { Sourced } from "../sourced.ts";
import { dialog360Page, metaChangeList } from "../sources.ts";
import { type ListedName, launchList } from "./launch-list.ts";

/** The day on which coexistence began. */
export const launchDay = "2025-02-11";

const { india, nigeria, southAfrica, ...liftedInOctober2025 } = launchList;

/** Meta's timeline: what it left out on the day of the launch, until the day on which it announced support. */
export const unsupportedByMeta: readonly UnsupportedCountry[] = [
  ...list([india], metaChangeList, { from: launchDay, until: "2025-05-05" }),
  ...list(Object.values(liftedInOctober2025), metaChangeList, { from: launchDay, until: "2025-10-23" }),
  ...list([nigeria, southAfrica], metaChangeList, { from: launchDay, until: "2026-04-15" }),
];

/** The list that 360dialog's page prints. It names no days. */
export const unsupportedByDialog360: readonly UnsupportedCountry[] = list(Object.values(launchList), dialog360Page, {});

function list(
  names: readonly ListedName[],
  page: Sourced,
  days: Pick<UnsupportedCountry, "from" | "until">,
): UnsupportedCountry[] {
  return names.flatMap(({ listedAs, regions, parts = {} }) => [
    ...regions.map((region) => ({ region, listedAs, ...days, ...page })),
    // The page names the whole. That it means the part as well is concluded.
    ...Object.entries(parts).map(([region, partOf]) => ({
      ...{ region, listedAs, partOf, ...days, ...page },
      evidence: "unverified" as const,
    })),
  ]);
}
