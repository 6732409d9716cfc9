import { InvalidInputError } from "../errors/index.ts";
import type { EligibilityVerdict } from "./check.ts";
import type { EligibilityOverride, EligibilityOverrides } from "./input.ts";
import type { Finding } from "./requirements/finding.ts";
import { isRequirement } from "./requirements/requirements.ts";

/**
 * Reads what the caller knows better. A name that is written wrongly would be ignored without a word, so it is refused.
 *
 * @throws InvalidInputError naming the override.
 */
export function readOverrides(overrides: EligibilityOverrides | null | undefined): EligibilityOverrides {
  if (overrides === undefined || overrides === null) return {};
  if (typeof overrides !== "object") throw new InvalidInputError("overrides", "is no object.");
  for (const [name, said] of Object.entries(overrides)) {
    // The name itself is not told: whoever mixes things up may have put a number there.
    if (!isRequirement(name)) throw new InvalidInputError("overrides", "has a name that is no requirement.");
    if (said === undefined || said === "left_out") continue;
    const verdict = typeof said === "object" ? said?.verdict : said;
    if (!verdicts.includes(verdict)) throw new InvalidInputError(`overrides.${name}`, `is none of ${words}.`);
  }
  return overrides;
}

const verdicts: readonly EligibilityVerdict[] = ["eligible", "ineligible", "unknown"];
const words = ["left_out", ...verdicts].map((word) => `"${word}"`).join(", ");

/**
 * Puts what the caller says in the place of what was found. The advice stays where it is still needed: a question that was
 * answered with no is one to act on.
 */
export function override(finding: Finding, said: Exclude<EligibilityOverride, "left_out">, day: string): Finding {
  const { verdict, reason } = typeof said === "object" ? said : { verdict: said, reason: undefined };
  const { decisive, fix } = finding;
  return {
    verdict,
    reason: reason ?? (verdict === "eligible" ? "The caller says that it is so." : finding.reason),
    decisive,
    ...(verdict === "eligible" || fix === undefined ? {} : { fix }),
    source: "the caller",
    asOf: day,
    evidence: "unverified",
  };
}
