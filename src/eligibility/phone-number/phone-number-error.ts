import { InvalidInputError } from "../../errors/index.ts";

/** Why a text is no phone number that could be judged. */
export type PhoneNumberProblem =
  /** There is none. */
  | "missing"
  /** It is no phone number at all. */
  | "not_a_number"
  /** Its country is missing: it is written as one dials it inside the country. */
  | "no_country"
  /** No country has such a calling code. */
  | "unknown_calling_code"
  /** It has too few digits for its country. */
  | "too_short"
  /** It has too many digits for its country. */
  | "too_long"
  /** Its length is right, and the numbering plan of its country has no such number. */
  | "not_in_plan"
  /** It has an extension, which a WhatsApp number cannot have. */
  | "extension";

const explanations: Readonly<Record<PhoneNumberProblem, string>> = {
  missing: "is missing.",
  not_a_number: "is no phone number.",
  no_country:
    "names no country: write it in international form, with + and the calling code, without 0 or 00 before it.",
  unknown_calling_code: "begins with a calling code that does not exist.",
  too_short: "is too short for its country.",
  too_long: "is too long for its country.",
  not_in_plan: "is in no numbering plan of its country. If you know that it exists, say which region it belongs to.",
  extension: "has an extension, which a WhatsApp number cannot have.",
};

/**
 * A phone number that cannot be one. The number itself is nowhere in the error.
 *
 * @example
 * ```ts
 * import { checkEligibility, PhoneNumberError } from "whatsapp-coexistence";
 *
 * try {
 *   checkEligibility({ route: "meta", phoneNumber: "0151 23456789" });
 * } catch (error) {
 *   if (error instanceof PhoneNumberError) console.log(error.problem); // "no_country"
 * }
 * ```
 */
export class PhoneNumberError extends InvalidInputError {
  override readonly name = "PhoneNumberError";
  /** What is wrong with it, as a stable word. */
  readonly problem: PhoneNumberProblem;

  constructor(problem: PhoneNumberProblem) {
    super("phoneNumber", explanations[problem]);
    this.problem = problem;
  }

  override toJSON(): ReturnType<InvalidInputError["toJSON"]> & { problem: PhoneNumberProblem } {
    return { ...super.toJSON(), problem: this.problem };
  }
}
