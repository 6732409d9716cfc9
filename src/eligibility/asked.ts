import { InvalidInputError } from "../errors/index.ts";
import type { EligibilityRoute } from "./check.ts";
import { dayOf, readInstant } from "./day.ts";
import { defaultEligibilityPolicy } from "./default-policy.ts";
import type { EligibilityInput } from "./input.ts";
import { type NumberOrigin, readPhoneNumber } from "./phone-number/read-phone-number.ts";
import type { EligibilityPolicy } from "./policy.ts";
import { readRoute } from "./read-route.ts";

/** What is asked, read and complete. */
export interface Asked {
  readonly route: EligibilityRoute;
  readonly origin: NumberOrigin;
  readonly appVersion: string | undefined;
  readonly inUseSince: Date | undefined;
  readonly hasBusinessPortfolio: boolean | undefined;
  /** Whether the webhook is ready. */
  readonly webhook: boolean | undefined;
  readonly on: Date;
  /** The same as a day: `"2026-09-01"`. */
  readonly day: string;
  readonly policy: EligibilityPolicy;
}

/** @throws InvalidInputError naming the argument. */
export function readInput(input: EligibilityInput): Asked {
  if (typeof input !== "object" || input === null) throw new InvalidInputError("input", "is no object.");
  const { webhook } = input;
  const on = input.on === undefined ? new Date() : readInstant("on", input.on);
  const inUseSince = input.inUseSince === undefined ? undefined : readInstant("inUseSince", input.inUseSince);
  if (inUseSince !== undefined && inUseSince > on) throw new InvalidInputError("inUseSince", "is in the future.");
  return {
    route: readRoute(input.route),
    origin: readPhoneNumber(input.phoneNumber, input.region),
    appVersion: input.appVersion,
    inUseSince,
    hasBusinessPortfolio: readAnswer("hasBusinessPortfolio", input.hasBusinessPortfolio),
    webhook: readAnswer("webhook", typeof webhook === "object" ? webhook?.ready : webhook),
    on,
    day: dayOf(on),
    policy: { ...defaultEligibilityPolicy, ...input.policy },
  };
}

// A form's "no" would otherwise count as a yes.
function readAnswer(field: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  throw new InvalidInputError(field, "is neither true nor false.");
}
