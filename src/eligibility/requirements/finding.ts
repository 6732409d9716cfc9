import type { Asked } from "../asked.ts";
import type { EligibilityAnswer, EligibilityCheck } from "../check.ts";

/** What is found out about a requirement. */
export type Finding = Omit<EligibilityCheck, "requirement" | "title">;

/** One requirement. */
export interface Requirement {
  /** What it is called, for a person. */
  readonly title: string;
  /** Which member of the input answers its question. Where none is named, `overrides` does. */
  readonly answeredBy?: EligibilityAnswer;
  /** Looks at it. Where the route does not have it, there is nothing to find. */
  check(asked: Asked): Finding | undefined;
}
