import { InvalidInputError, PhoneNumberError, type PhoneNumberProblem } from "whatsapp-coexistence";

/** What is wrong with a field, in words. */
export interface Problem {
  readonly field: string;
  readonly text: string;
  /** Whether naming the country of the number may help. */
  readonly asksForRegion: boolean;
}

/** Says which field cannot be used, and why. An error that is about no field is none of these. */
export function describeProblem(error: unknown): Problem | undefined {
  if (!(error instanceof InvalidInputError)) return undefined;
  const { field } = error;
  const text = error instanceof PhoneNumberError ? phoneNumberProblems[error.problem] : fieldProblems.get(field);
  if (text === undefined) return undefined;
  const asksForRegion = field === "region" || (error instanceof PhoneNumberError && error.problem === "not_in_plan");
  return { field, text, asksForRegion };
}

const phoneNumberProblems: Readonly<Record<PhoneNumberProblem, string>> = {
  missing: "Enter a number.",
  not_a_number: "This is no phone number.",
  no_country: "The country is missing. Begin with + and its calling code, and leave out the 0 of the area code.",
  unknown_calling_code: "No country has this calling code.",
  too_short: "This number is too short for its country.",
  too_long: "This number is too long for its country.",
  not_in_plan: "There are no such numbers in its country. If you know that this one exists, name its country.",
  extension: "Leave out the extension: a WhatsApp number has none.",
};

const fieldProblems: ReadonlyMap<string, string> = new Map([
  ["region", "No number of this country begins like this one. Name it with two letters, or leave this empty."],
  ["inUseSince", "This is no day, or one in the future."],
]);
