import type { Customer } from "../../model/index.ts";
import { inventCustomers } from "../../payloads/onboarding/customers.ts";
import type { BusinessNumber } from "../../payloads/participants.ts";
import { Random } from "../../payloads/random.ts";
import { everydayLife, type Scenario, type ScenarioStep } from "./scenario.ts";

/** A message that can still be reacted to, corrected or taken back. */
export interface Said {
  readonly id: string;
  readonly customer: Customer;
}

/** A number while its scenario is played: who takes part, and what was said last. */
export interface Stage {
  readonly random: Random;
  readonly number: BusinessNumber;
  readonly customers: Customer[];
  readonly messages: number | "declined" | "nothing";
  readonly chunkSize: number;
  readonly afterwards: readonly ScenarioStep[];
  /** When the number was onboarded, in Unix seconds. */
  readonly onboardedAt: number;
  /** When something happened last, in Unix seconds. */
  now: number;
  /** What time it is, where the scenario does not begin at a fixed one. */
  readonly readClock: (() => Date) | undefined;
  lastOf: { staff?: Said; customer?: Said };
}

/**
 * @param now - when the number was onboarded, where the scenario says nothing.
 * @param readClock - what time it is when something happens. Without one, or with a scenario that begins at a fixed time,
 * time is a part of the script, so that two runs differ in nothing.
 */
export function setStage(number: BusinessNumber, scenario: Scenario, now: Date, readClock?: () => Date): Stage {
  const { seed = 1, customers = 12, history = 240, chunkSize = 100, afterwards = everydayLife } = scenario;
  // Two numbers with one seed are as different as two seeds.
  const random = new Random(seed ^ Number(BigInt(number.phoneNumberId) % 2_147_483_647n));
  const onboardedAt = Math.floor((scenario.onboardedAt ?? now).getTime() / 1000);
  return {
    random,
    number,
    customers: inventCustomers(random, customers),
    messages: history,
    chunkSize,
    afterwards,
    onboardedAt,
    now: onboardedAt,
    readClock: scenario.onboardedAt === undefined ? readClock : undefined,
    lastOf: {},
  };
}
