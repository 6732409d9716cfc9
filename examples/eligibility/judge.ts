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
    const field = fieldFor(check, form);
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

function readInput(form: URLSearchParams): EligibilityInput {
  const read = (name: string): string | undefined => form.get(name)?.trim() || undefined;
  const region = read("region")?.toUpperCase();
  const appVersion = read("appVersion");
  const inUseSince = read("inUseSince");
  const hasBusinessPortfolio = readYesOrNo(form, "hasBusinessPortfolio");
  return {
    route: read("route") === "360dialog" ? "360dialog" : "meta",
    phoneNumber: read("phoneNumber") ?? "",
    ...(region && { region }),
    ...(appVersion && { appVersion }),
    ...(inUseSince && { inUseSince }),
    ...(hasBusinessPortfolio !== undefined && { hasBusinessPortfolio }),
  };
}

function readYesOrNo(form: URLSearchParams, name: string): boolean | undefined {
  const word = form.get(name);
  return word === "yes" || word === "no" ? word === "yes" : undefined;
}

function fieldFor({ requirement, question }: EligibilityCheck, form: URLSearchParams): Row["field"] {
  if (question === undefined) return undefined;
  const name = inputs[requirement];
  // A version that is none is asked for again. The others ask for a yes or a no once the field above is filled in.
  if (name !== undefined && (requirement === "app_version" || !form.get(name))) return { name, isYesOrNo: false };
  return { name: `answer_${requirement}`, isYesOrNo: true };
}

/** The fields of the form that say more than yes or no. */
const inputs: Partial<Readonly<Record<EligibilityRequirement, string>>> = {
  app_version: "appVersion",
  tenure: "inUseSince",
  business_portfolio: "hasBusinessPortfolio",
};
