import { InvalidInputError } from "../errors/index.ts";
import { compareAppVersions } from "./app-version.ts";
import { dayOf, readInstant } from "./day.ts";
import { defaultEligibilityPolicy } from "./default-policy.ts";
import type { EligibilityPolicy, SanctionedPlace, UnsupportedCountry } from "./policy.ts";

const longestTimeOfUse = 36_500;

/**
 * Reads a policy of the caller's, of which any part may be missing. A rule that is not understood must not let anybody in,
 * so it is refused.
 *
 * @throws InvalidInputError naming the part.
 */
export function readPolicy(policy: Partial<EligibilityPolicy> | undefined): EligibilityPolicy {
  if (policy === undefined) return defaultEligibilityPolicy;
  const { minimumAppVersion, minimumDaysInUse, unsupportedCountries, sanctionedPlaces } = defaultEligibilityPolicy;
  const lists = policy.unsupportedCountries ?? unsupportedCountries;
  return {
    minimumAppVersion: readVersion(policy.minimumAppVersion ?? minimumAppVersion),
    minimumDaysInUse: readDays(policy.minimumDaysInUse ?? minimumDaysInUse),
    unsupportedCountries: {
      meta: readCountries("meta", lists.meta ?? unsupportedCountries.meta),
      "360dialog": readCountries("360dialog", lists["360dialog"] ?? unsupportedCountries["360dialog"]),
    },
    sanctionedPlaces: readList("policy.sanctionedPlaces", policy.sanctionedPlaces ?? sanctionedPlaces).map(readPlace),
  };
}

function readVersion(version: string): string {
  if (compareAppVersions(version, version) === 0) return version;
  throw new InvalidInputError("policy.minimumAppVersion", 'is no version such as "2.24.17".');
}

function readDays(days: number): number {
  if (typeof days === "number" && days >= 0 && days <= longestTimeOfUse) return days;
  throw new InvalidInputError("policy.minimumDaysInUse", `is no number from 0 to ${longestTimeOfUse}.`);
}

function readCountries(route: string, countries: readonly UnsupportedCountry[]): UnsupportedCountry[] {
  const field = `policy.unsupportedCountries.${route}`;
  return readList(field, countries).map(({ from, until, ...country }) => ({
    ...country,
    region: readCode(field, country.region),
    ...readDay(field, "from", from),
    ...readDay(field, "until", until),
  }));
}

function readDay<Name extends string>(field: string, name: Name, day: unknown): { [name in Name]?: string } {
  // Databases have no undefined.
  if (day === undefined || day === null) return {};
  return { [name]: dayOf(readInstant(`${field}.${name}`, day)) } as { [name in Name]: string };
}

function readPlace(place: SanctionedPlace): SanctionedPlace {
  const field = "policy.sanctionedPlaces";
  const { region, prefixes, ...rest } = place;
  const known = prefixes?.map((prefix) => {
    if (typeof prefix === "string" && /^\+\d+$/.test(prefix)) return prefix;
    throw new InvalidInputError(`${field}.prefixes`, 'has one that is none, such as "+7978".');
  });
  return {
    ...rest,
    ...(region ? { region: readCode(field, region) } : {}),
    ...(known ? { prefixes: known } : {}),
  };
}

function readCode(field: string, region: unknown): string {
  if (typeof region === "string" && /^[A-Z]{2}$/.test(region)) return region;
  throw new InvalidInputError(`${field}.region`, 'is no region of ISO 3166, such as "DE".');
}

function readList<Item>(field: string, list: readonly Item[]): readonly Item[] {
  if (Array.isArray(list) && list.every((item) => typeof item === "object" && item !== null)) return list;
  throw new InvalidInputError(field, "is no list of objects.");
}
