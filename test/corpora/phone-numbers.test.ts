import { existsSync, readFileSync } from "node:fs";
import { type CountryCode, getCountryCallingCode } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { checkEligibility } from "../../src/eligibility/index.ts";

const file = new URL("../../../shared/corpora/libphonenumber-examples.mobile.json", import.meta.url);
const examples: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
// Their mobile numbers are in the plan of another region as well, which comes first.
const sharing = ["AX", "BL", "CC", "CX", "EH", "IM", "MF", "SJ", "VA"];

describe.skipIf(!existsSync(file))("one mobile number of each region (needs the shared corpora)", () => {
  it("are 245", () => {
    expect(Object.keys(examples)).toHaveLength(245);
  });

  it.each(Object.entries(examples))("of %s is judged for it", (region, national) => {
    const phoneNumber = `+${getCountryCallingCode(region as CountryCode)}${national}`;
    const { number } = checkEligibility({ route: "meta", phoneNumber });
    expect(number.possibleRegions).toContain(region);
    expect(number.region === region).toBe(!sharing.includes(region));
  });
});
