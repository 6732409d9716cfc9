import type { EligibilityAnswer, EligibilityCheck } from "../../eligibility/index.ts";

/** The option that takes an answer, by the member of the input that takes it. */
const options: Readonly<Record<Exclude<EligibilityAnswer, "overrides">, string>> = {
  region: "--region XX",
  appVersion: "--app-version VERSION",
  inUseSince: "--in-use-since DAY",
  hasBusinessPortfolio: "--business-portfolio yes|no",
  webhook: "--probe URL",
};

/**
 * Says with which option the question of a check is answered, where it has one.
 *
 * @internal
 */
export function optionFor({ requirement, answeredBy }: EligibilityCheck): string | undefined {
  if (answeredBy === undefined) return undefined;
  return answeredBy === "overrides" ? `--answer ${requirement}=yes|no` : options[answeredBy];
}
