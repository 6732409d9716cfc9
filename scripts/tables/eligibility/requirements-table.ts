import {
  checkEligibility,
  type EligibilityCheck,
  type EligibilityRequirement,
  type EligibilityRoute,
} from "../../../src/eligibility/index.ts";
import { code, markdownTable } from "../markdown.ts";
import { sourceLinks } from "./source-link.ts";

// A number of a country that no list names, and nothing else: then every requirement stands as its page has it.
const known = { phoneNumber: "+55 11 96123-4567", on: "2026-09-01" };

/** The requirements of both routes, in the order in which they are checked. */
export function requirementsTable(): string {
  const meta = checksOf("meta");
  const dialog360 = checksOf("360dialog");
  // 360dialog asks for more, so that its order is that of all.
  const names = [...new Set([...dialog360.keys(), ...meta.keys()])];
  return markdownTable(
    ["requirement", "Meta", "360dialog", "what to ask", "source"],
    names.map((name) => {
      const checks = [meta.get(name), dialog360.get(name)];
      const [question = "nothing: the number tells"] = checks.flatMap((check) => check?.question ?? []);
      return [code(name), ...checks.map(weight), question, sourceLinks(...checks.flatMap((check) => check ?? []))];
    }),
  );
}

function checksOf(route: EligibilityRoute): ReadonlyMap<EligibilityRequirement, EligibilityCheck> {
  return new Map(checkEligibility({ route, ...known }).checks.map((check) => [check.requirement, check]));
}

function weight(check: EligibilityCheck | undefined): string {
  if (check === undefined) return "not asked";
  if (check.decisive) return "decisive";
  return check.question === undefined ? "given" : "a question";
}
