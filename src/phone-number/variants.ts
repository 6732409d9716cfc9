/**
 * The other ways in which WhatsApp writes the same mobile number, itself included, in digits.
 *
 * - Brazil: with and without the ninth digit. Landlines have none and stay apart.
 * - Mexico: with and without the 1 after the country code.
 * - Argentina: with and without the 9 after the country code.
 *
 * Formatting (`+`, spaces, hyphens, brackets) is left out. Nothing is validated: any text with digits has a variant.
 *
 * @example
 * ```ts
 * import { phoneNumberVariants } from "whatsapp-coexistence";
 *
 * console.log(phoneNumberVariants("+55 11 98765-4321")); // ["5511987654321", "551187654321"]
 * ```
 */
export function phoneNumberVariants(number: string): string[] {
  const digits = digitsOf(number);
  if (digits === "") return [];
  const long = longVariant(digits);
  const short = shortVariant(long);
  return [digits, ...[long, short].filter((variant) => variant !== digits)];
}

/**
 * Tells whether two texts are the same phone number, whichever way each is written. Neither is ever rewritten.
 *
 * @example
 * ```ts
 * import { isSamePhoneNumber } from "whatsapp-coexistence";
 *
 * console.log(isSamePhoneNumber("+52 1 55 1234 5678", "525512345678")); // true
 * console.log(isSamePhoneNumber("551133334444", "5511933334444")); // false: the first is a landline
 * ```
 */
export function isSamePhoneNumber(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const comparable = comparableNumber(left);
  return comparable !== "" && (left === right || comparable === comparableNumber(right));
}

/**
 * Writes a number so that all variants of it read the same. For comparing only: it need not be the number to dial.
 *
 * @internal
 */
export function comparableNumber(number: string): string {
  return longVariant(digitsOf(number));
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, "");
}

// Mobile numbers of Brazil had eight digits, beginning with 6 to 9, until the 9 was put before them. Landlines begin
// with 2 to 5 and were left alone.
const brazilWithoutNinth = /^55(\d{2})([6-9]\d{7})$/;
const brazilWithNinth = /^55(\d{2})9([6-9]\d{7})$/;
const mexicoWithoutOne = /^52(\d{10})$/;
const mexicoWithOne = /^521(\d{10})$/;
// Ten digits after the country code, none of them a leading 9: area codes begin with 1, 2 or 3.
const argentinaWithoutNine = /^54([1-3]\d{9})$/;
const argentinaWithNine = /^549([1-3]\d{9})$/;

function longVariant(digits: string): string {
  return digits
    .replace(brazilWithoutNinth, "55$19$2")
    .replace(mexicoWithoutOne, "521$1")
    .replace(argentinaWithoutNine, "549$1");
}

function shortVariant(digits: string): string {
  return digits.replace(brazilWithNinth, "55$1$2").replace(mexicoWithOne, "52$1").replace(argentinaWithNine, "54$1");
}
