import type { SanctionedPlace } from "../policy.ts";
import type { Sourced } from "../sourced.ts";

/** Where the list is from. */
export const platformSanctions = {
  source: "sanctions that apply to the whole platform",
  asOf: "2026-09",
  evidence: "unverified",
} as const satisfies Sourced;

/**
 * Countries and regions under sanctions. They have nothing to do with coexistence and are kept apart from its lists.
 *
 * The regions have no code in ISO 3166. Their prefixes are those of Russia's numbering plan, in which their networks are
 * today.
 */
export const sanctionedPlaces: readonly SanctionedPlace[] = [
  { name: "Cuba", region: "CU", ...platformSanctions },
  { name: "Iran", region: "IR", ...platformSanctions },
  { name: "North Korea", region: "KP", ...platformSanctions },
  { name: "Syria", region: "SY", ...platformSanctions },
  { name: "Crimea", prefixes: ["+7365", "+7869", "+7978"], ...platformSanctions },
  { name: "Donetsk", prefixes: ["+7856", "+7949"], ...platformSanctions },
  { name: "Luhansk", prefixes: ["+7857", "+7959"], ...platformSanctions },
];
