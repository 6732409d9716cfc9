import { InvalidInputError } from "../errors/index.ts";
import type { EligibilityRequirement, EligibilityVerdict } from "./check.ts";
import type { EligibilityInput, EligibilityOverride } from "./input.ts";
import type { Finding } from "./requirements/finding.ts";
import { requirements } from "./requirements/requirements.ts";

/** What the caller says about the requirements, checked. */
export type Overrides = Partial<Readonly<Record<EligibilityRequirement, EligibilityOverride>>>;

/**
 * Reads what the caller knows better. A name that is written wrongly would be ignored without a word, so it is refused.
 *
 * @throws InvalidInputError naming the override.
 */
export function readOverrides(overrides: EligibilityInput["overrides"] = {}): Overrides {
  for (const [name, override] of Object.entries(overrides)) {
    if (!Object.hasOwn(requirements, name)) throw new InvalidInputError("overrides", `names no requirement "${name}".`);
    if (override === undefined || override === "left_out") continue;
    const verdict = typeof override === "object" ? override?.verdict : override;
    if (!verdicts.includes(verdict)) {
      throw new InvalidInputError(
        `overrides.${name}`,
        `is none of "left_out", ${verdicts.map((word) => `"${word}"`).join(", ")}.`,
      );
    }
  }
  return overrides;
}

const verdicts: readonly EligibilityVerdict[] = ["eligible", "ineligible", "unknown"];

/** Puts what the caller says in the place of what was found. */
export function override(finding: Finding, said: Exclude<EligibilityOverride, "left_out">, day: string): Finding {
  const { verdict, reason = "It was said so from outside." } = typeof said === "object" ? said : { verdict: said };
  return { verdict, reason, decisive: finding.decisive, source: "the caller", asOf: day, evidence: "unverified" };
}
