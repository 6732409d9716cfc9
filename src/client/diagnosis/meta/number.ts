import type { PhoneNumber } from "../../../schemas/index.ts";
import type { FoundNumber, NumberCondition } from "../../onboarding/meta/find-number.ts";
import { type Answer, explain } from "../ask.ts";
import type { Finding } from "../finding.ts";
import { blame, type Checks, judge, leaveOpen } from "../judge.ts";

const checks: Checks<NumberCondition> = {
  number_found: "The account has the number.",
  number_on_business_app: "The number is used in the WhatsApp Business app.",
  number_on_cloud_api: "The number is on the Cloud API.",
};

/**
 * Looks whether the number is in coexistence.
 *
 * @param found - what was found in the list of the account's numbers, where there is one.
 */
export function findNumberChecks(numbers: Answer<readonly PhoneNumber[]>, found: FoundNumber | undefined): Finding[] {
  if ("failure" in numbers) return leaveOpen(checks, explain(numbers.failure));
  if (found?.number !== undefined) return judge(checks, found.problems);
  return leaveOpen(checks, { reason: "No number was found to look at." }, blame(found?.problems ?? []));
}
