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
  const phoneNumber = parse(text);
  const { number, countryCallingCode } = phoneNumber;
  if (region !== undefined) {
    if (!isSupportedCountry(region as CountryCode, metadata))
      throw new InvalidInputError("region", 'is no region of ISO 3166, such as "DE".');
    if (getCountryCallingCode(region as CountryCode, metadata) !== countryCallingCode) {
      throw new InvalidInputError("region", "does not have the calling code of the number.");
    }
    // The caller knows that the number exists. Plans grow faster than libraries are updated.
    return { number, region, possibleRegions: [region] };
  }
  if (!phoneNumber.isValid()) throw new PhoneNumberError("not_in_plan");
  const { country } = phoneNumber;
  if (country === undefined) return { number, region: undefined, possibleRegions: [] };
  const others = regionsWithCode(countryCallingCode).filter((other) => other !== country && isIn(other, phoneNumber));
  return { number, region: country, possibleRegions: [country, ...others] };
}

function parse(text: unknown): PhoneNumber {
  if (typeof text !== "string") throw new PhoneNumberError("not_a_number");
  // What is copied from East Asian pages has a + and digits as wide as their letters.
  const trimmed = text.normalize("NFKC").trim();
  const international = /^[1-9]\d+$/.test(trimmed) ? `+${trimmed}` : trimmed;
  const phoneNumber = parseOrThrow(international);
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
    if (error.message === "INVALID_COUNTRY" && !text.startsWith("+")) throw new PhoneNumberError("no_country");
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

function regionsWithCode(callingCode: string): CountryCode[] {
  return getCountries(metadata).filter((region) => getCountryCallingCode(region, metadata) === callingCode);
}

/** Whether the plan of a region has the number, though another region is the first that comes to mind. */
function isIn(region: CountryCode, { number }: PhoneNumber): boolean {
  const phoneNumber = parsePhoneNumberWithError(number, metadata);
  phoneNumber.country = region;
  return phoneNumber.isValid();
}
