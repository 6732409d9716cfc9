import type { Asked } from "../asked.ts";
import type { EligibilityCheck } from "../check.ts";

/** A check without its name. */
export type Finding = Omit<EligibilityCheck, "requirement">;

/** Looks at one requirement. Where its route does not have it, there is nothing to find. */
export type Requirement = (asked: Asked) => Finding | undefined;
