import { type CountryCode, getCountryCallingCode } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";

/** A number that the numbering plan of a region keeps for examples. */
export function exampleNumberOf(region: string): string {
  const code = region as CountryCode;
  return `+${getCountryCallingCode(code)}${examples[code]}`;
}

/** Every region with a numbering plan. */
export const allRegions = Object.keys(examples);
