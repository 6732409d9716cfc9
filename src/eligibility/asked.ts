import { InvalidInputError } from "../errors/index.ts";
import type { EligibilityRoute } from "./check.ts";
import { dayLength, dayOf, readInstant } from "./day.ts";
import type { EligibilityInput } from "./input.ts";
import { type NumberOrigin, readPhoneNumber, readRegion } from "./phone-number/read-phone-number.ts";
import type { EligibilityPolicy } from "./policy.ts";
import { readPolicy } from "./read-policy.ts";
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
  const known = <Name extends keyof EligibilityInput>(name: Name) => whereKnown(input[name]);
  const webhook = known("webhook");
  const region = known("region");
  const on = readWhereKnown("on", known("on")) ?? new Date();
  return {
    route: readRoute(input.route),
    origin: readPhoneNumber(input.phoneNumber, region === undefined ? undefined : readRegion(region)),
    appVersion: known("appVersion"),
    inUseSince: readInUseSince(readWhereKnown("inUseSince", known("inUseSince")), on),
    hasBusinessPortfolio: readAnswer("hasBusinessPortfolio", known("hasBusinessPortfolio")),
    webhook: readAnswer("webhook", typeof webhook === "object" ? webhook.ready : webhook),
    on,
    day: dayOf(on),
    policy: readPolicy(known("policy")),
  };
}

/** Forms send empty texts for fields that were left blank, and databases `null`. */
function whereKnown<Value>(value: Value): Exclude<Value, undefined | null> | undefined {
  const isBlank = typeof value === "string" && value.trim() === "";
  return value === undefined || value === null || isBlank ? undefined : (value as Exclude<Value, undefined | null>);
}

function readWhereKnown(field: string, value: Date | string | undefined): Date | undefined {
  return value === undefined ? undefined : readInstant(field, value);
}

function readInUseSince(since: Date | undefined, on: Date): Date | undefined {
  if (since === undefined || since <= on) return since;
  // It is tomorrow already where the business is, or the day asked for has only begun.
  if (since.getTime() - on.getTime() <= dayLength) return on;
  throw new InvalidInputError("inUseSince", "is in the future.");
}

// A form's "no" would otherwise count as a yes.
function readAnswer(field: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  throw new InvalidInputError(field, "is neither true nor false.");
}
