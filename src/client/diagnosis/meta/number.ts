import type { PhoneNumber } from "../../../schemas/index.ts";
import type { FoundNumber, NumberCondition } from "../../onboarding/meta/find-number.ts";
import { type Answer, explain } from "../ask.ts";
import type { Finding } from "../finding.ts";
import { blame, type Checks, judge, leaveOpen } from "../judge.ts";
import { signUpAgain } from "../obstacles.ts";

const checks: Checks<NumberCondition> = {
  number_found: "The account has the number.",
  number_on_business_app: "The number is used in the WhatsApp Business app.",
  number_on_cloud_api: "The number is on the Cloud API.",
};

/**
 * Looks whether the number is in coexistence.
 *
 * @param found - what was found in the list of the account's numbers, where there is one.
 * @param isNamed - whether the number was named, and not looked for.
 */
export function findNumberChecks(
  numbers: Answer<readonly PhoneNumber[]>,
  found: FoundNumber | undefined,
  isNamed: boolean,
): Finding[] {
  if ("failure" in numbers) return leaveOpen(checks, explain(numbers.failure));
  // An onboarding has just been told the ids by a page. Here they were right once.
  const problems = (found?.problems ?? []).map((problem) => ({ ...problem, fix: fixOf(problem, isNamed) }));
  if (found?.number !== undefined) return judge(checks, problems);
  return leaveOpen(checks, { reason: "No number was found to look at." }, blame(problems));
}

function fixOf({ condition, fix }: FoundNumber["problems"][number], isNamed: boolean): string {
  switch (condition) {
    case "number_found":
      return isNamed ? `${signUpAgain} Else compare the ids of the number and the account.` : "Give the number's id.";
    case "number_on_business_app":
      return `${signUpAgain} Else compare the ids of the number and the account.`;
    case "number_on_cloud_api":
      return fix;
  }
}
