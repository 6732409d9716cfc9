import type { Problem } from "../onboarding/problem.ts";
import { type DiagnosisCheck, type Explanation, type Finding, failed, passed, unknown } from "./finding.ts";

/** The checks of one subject, each with what is said of it when nothing is wrong. */
export type Checks<Check extends DiagnosisCheck> = Readonly<Record<Check, string>>;

/** Finds each check passed, or failed where it is among the problems. */
export function judge<Check extends DiagnosisCheck & Problem["condition"]>(
  checks: Checks<Check>,
  problems: readonly Problem<Check>[],
): Finding[] {
  return namesOf(checks).map((check) => {
    const problem = problems.find(({ condition }) => condition === check);
    return problem === undefined ? passed(check, checks[check]) : failed(check, problem);
  });
}

/** Finds failed what is among the problems, and says nothing of the rest. */
export function blame(problems: readonly Problem<DiagnosisCheck & Problem["condition"]>[]): Finding[] {
  return problems.map((problem) => failed(problem.condition, problem));
}

/** Leaves each check open that is not found already. */
export function leaveOpen<Check extends DiagnosisCheck>(
  checks: Checks<Check>,
  explanation: Explanation,
  found: readonly Finding[] = [],
): Finding[] {
  return namesOf(checks).map((name) => found.find(({ check }) => check === name) ?? unknown(name, explanation));
}

function namesOf<Check extends DiagnosisCheck>(checks: Checks<Check>): Check[] {
  // The keys of an object literal are the ones of its type.
  return Object.keys(checks) as Check[];
}
