import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
  type ValidatePhoneNumberLengthResult,
  validatePhoneNumberLength,
} from "libphonenumber-js/core";
// Of the three sets the only one that knows all kinds of numbers: the set for mobile phones calls landlines invalid, which
// the WhatsApp Business app runs on as well.
import metadata from "libphonenumber-js/max/metadata";
import { InvalidInputError } from "../../errors/index.ts";
import { phoneNumberVariants } from "../../phone-number/variants.ts";
import { PhoneNumberError, type PhoneNumberProblem } from "./phone-number-error.ts";

/** What a phone number says about where it belongs. */
export interface NumberOrigin {
  /** The number in international form: `"+4915123456789"`. */
  readonly number: string;
  /**
   * The country or territory it belongs to, by ISO 3166. Where several share it, the one whose plan it is. Absent for a
   * number of no country.
   */
  readonly region: string | undefined;
  /** Every country or territory it may belong to, `region` first. */
  readonly possibleRegions: readonly string[];
}

/**
 * Reads a phone number in international form, with its + or, as WhatsApp writes it, without.
 *
 * @param region - the country or territory it belongs to, where that is known.
 * @throws PhoneNumberError, and InvalidInputError for a region that cannot be the number's.
 */
export function readPhoneNumber(text: unknown, region?: string): NumberOrigin {
  const number = normalize(text);
  let refusal: PhoneNumberError | undefined;
  // WhatsApp's ids keep digits that the plans of Mexico, Brazil and Argentina have moved since.
  for (const form of [number, ...phoneNumberVariants(number).map((digits) => `+${digits}`)]) {
    try {
      return readForm(form, region);
    } catch (error) {
      if (!(error instanceof PhoneNumberError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? new PhoneNumberError("not_a_number");
}

// Address books wrap numbers in marks that tell in which direction to write, which nobody sees.
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

function normalize(text: unknown): string {
  if (text === undefined || text === null) throw new PhoneNumberError("missing");
  if (typeof text !== "string") throw new PhoneNumberError("not_a_number");
  // What is copied from East Asian pages has a + and digits as wide as their letters.
  const number = text.normalize("NFKC").replace(invisible, "").trim().replace(/^tel:/i, "");
  if (number === "") throw new PhoneNumberError("missing");
  if (/^[1-9]\d+$/.test(number)) return `+${number}`;
  if (number.startsWith("+")) return number;
  throw new PhoneNumberError(/\d/.test(number) && !/\p{L}/u.test(number) ? "no_country" : "not_a_number");
}

function readForm(form: string, region: string | undefined): NumberOrigin {
  const phoneNumber = parse(form);
  const { number, country, countryCallingCode } = phoneNumber;
  if (region !== undefined) {
    if (!hasCallingCode(region, countryCallingCode)) {
      throw new InvalidInputError("region", "does not have the calling code of the number.");
    }
    // The caller knows that the number exists. Plans grow faster than libraries are updated.
    return { number, region, possibleRegions: [region] };
  }
  if (!phoneNumber.isValid()) throw new PhoneNumberError("not_in_plan");
  if (country === undefined) return { number, region: undefined, possibleRegions: [] };
  const others = getCountries(metadata).filter(
    (other) => other !== country && hasCallingCode(other, countryCallingCode) && isIn(other, number),
  );
  return { number, region: country, possibleRegions: [country, ...others] };
}

/**
 * Reads the name of a region, in upper or lower case.
 *
 * @throws InvalidInputError `region`.
 */
export function readRegion(region: unknown): string {
  const code = typeof region === "string" ? region.trim().toUpperCase() : "";
  if (isSupportedCountry(code as CountryCode, metadata)) return code;
  throw new InvalidInputError("region", 'is no region of ISO 3166, such as "DE".');
}

function hasCallingCode(region: string, callingCode: string): boolean {
  return getCountryCallingCode(region as CountryCode, metadata) === callingCode;
}

function parse(form: string): PhoneNumber {
  const phoneNumber = parseOrThrow(form);
  if (phoneNumber.ext !== undefined) throw new PhoneNumberError("extension");
  const length = validatePhoneNumberLength(phoneNumber.number, metadata);
  if (length !== undefined) throw new PhoneNumberError(problems[length]);
  return phoneNumber;
}

function parseOrThrow(text: string): PhoneNumber {
  try {
    return parsePhoneNumberWithError(text, { extract: false }, metadata);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new PhoneNumberError(problems[error.message as ValidatePhoneNumberLengthResult] ?? "not_a_number");
  }
}

const problems: Readonly<Record<ValidatePhoneNumberLengthResult, PhoneNumberProblem>> = {
  NOT_A_NUMBER: "not_a_number",
  INVALID_COUNTRY: "unknown_calling_code",
  TOO_SHORT: "too_short",
  TOO_LONG: "too_long",
  // Between two lengths that exist.
  INVALID_LENGTH: "not_in_plan",
};

/** Whether the plan of a region has the number, though another region is the first that comes to mind. */
function isIn(region: CountryCode, number: string): boolean {
  const phoneNumber = parsePhoneNumberWithError(number, metadata);
  phoneNumber.country = region;
  return phoneNumber.isValid();
}
