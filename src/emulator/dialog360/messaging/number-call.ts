import type { Business } from "../../world/business.ts";
import type { Call } from "../call.ts";

/** A call in the name of a number. */
export interface NumberCall extends Call {
  readonly business: Business;
}
