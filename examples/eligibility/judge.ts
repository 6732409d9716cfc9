import {
  checkEligibility,
  type Eligibility,
  type EligibilityCheck,
  type EligibilityInput,
  type EligibilityRequirement,
  type EligibilityRoute,
  type EligibilityVerdict,
} from "whatsapp-coexistence";

/** What the page shows of a number. */
export interface Judgement {
  readonly route: EligibilityRoute;
  readonly verdict: EligibilityVerdict;
  readonly number: Eligibility["number"];
  readonly rows: readonly Row[];
}

/** A check, with how its question is answered where there is one. */
export interface Row extends EligibilityCheck {
  /** The field that answers it: one of the form, or one of its own for a yes or a no. */
  readonly field?: { readonly name: string; readonly isYesOrNo: boolean };
}

/** Judges the number in a form. */
export function judge(form: URLSearchParams): Judgement {
  const input = readInput(form);
  const rows = checkEligibility(input).checks.map((check): Row => {
    const field = fieldFor(check);
    return field === undefined ? check : { ...check, field };
  });
  // Only what is still asked counts: an answer may be left over from another number.
  const overrides = Object.fromEntries(
    rows.flatMap(({ requirement, field }): [EligibilityRequirement, EligibilityVerdict][] => {
      const said = field?.isYesOrNo ? readYesOrNo(form, field.name) : undefined;
      return said === undefined ? [] : [[requirement, said ? "eligible" : "ineligible"]];
    }),
  );
  const { verdict, checks, number } = checkEligibility({ ...input, overrides });
  const verdicts = new Map(checks.map((check) => [check.requirement, check.verdict]));
  return {
    route: input.route,
    verdict,
    number,
    // The question stays, with its answer, so that the answer can be changed.
    rows: rows.map((row) => ({ ...row, verdict: verdicts.get(row.requirement) ?? row.verdict })),
  };
}

/** What is left blank in a form is an empty text, which the library takes for not known. */
function readInput(form: URLSearchParams): EligibilityInput {
  const read = (name: string): string => form.get(name) ?? "";
  return {
    route: read("route") === "360dialog" ? "360dialog" : "meta",
    phoneNumber: read("phoneNumber"),
    region: read("region"),
    appVersion: read("appVersion"),
    inUseSince: read("inUseSince"),
    hasBusinessPortfolio: readYesOrNo(form, "hasBusinessPortfolio"),
  };
}

function readYesOrNo(form: URLSearchParams, name: string): boolean | undefined {
  const word = form.get(name);
  return word === "yes" || word === "no" ? word === "yes" : undefined;
}

function fieldFor({ requirement, answeredBy }: EligibilityCheck): Row["field"] {
  if (answeredBy === undefined) return undefined;
  if (answeredBy === "overrides" || answeredBy === "webhook") return { name: `answer_${requirement}`, isYesOrNo: true };
  return { name: answeredBy, isYesOrNo: false };
}
