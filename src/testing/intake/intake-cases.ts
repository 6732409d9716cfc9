import { CoexistenceError } from "../../errors/index.ts";
import { longestTimer, requirePositive } from "../../runtime/positive-number.ts";
import type { Case, Need } from "./case.ts";
import { describe, isUnfit, unfit } from "./demand.ts";
import type { IntakePart, IntakeTestOptions, IntakeUnderTest } from "./intake-under-test.ts";
import { casesOf } from "./parts.ts";
import { Trial } from "./trial.ts";

/** What a test framework gives its tests, as far as a case uses it. */
export interface IntakeCaseContext {
  /** Marks the test as skipped. Vitest and `node:test` have it. */
  skip?(reason: string): void;
}

/** One promise of an intake, to be looked at by a test framework. */
export interface IntakeCase {
  /** What it belongs to. */
  readonly part: IntakePart;
  /** What an intake does that keeps it: "remembers after a restart what is done". */
  readonly name: string;
  /**
   * Finds out whether the intake keeps it, on a store of its own, and closes what it opened. Rejects with a sentence about
   * the intake where it does not keep it. What says nothing about this intake is skipped: dead letters, where it has none.
   */
  run(context?: IntakeCaseContext): Promise<void>;
}

const reasons: Readonly<Record<Need, string>> = {
  deadLetters: "The intake has no deadLetters.",
  synchronizations: "The intake has no synchronizations, so the receiver keeps them in memory.",
  crash: "The option crash is not there, which ends what holds the store open.",
};

/**
 * Everything an intake promises as single cases, for a test framework of your choice: {@link testIntake} runs them by
 * itself. Some wait for what an intake does in its own time, so give each test a time limit above `patience`.
 *
 * @param make - makes the intake on a store of a given name. The same name is the same store, as after a restart.
 * @throws `CoexistenceError` with code `invalid_option` for an unknown part, or a patience that is not a positive number.
 * @example
 * ```ts
 * import { memoryIntake } from "whatsapp-coexistence";
 * import { intakeCases } from "whatsapp-coexistence/testing";
 * import { describe, it } from "node:test";
 *
 * describe("the intake", () => {
 *   for (const { part, name, run } of intakeCases(() => memoryIntake(), { parts: ["once", "close"] })) {
 *     it(`${part}: ${name}`, run);
 *   }
 * });
 * ```
 */
export function intakeCases(make: IntakeUnderTest, options: IntakeTestOptions = {}): IntakeCase[] {
  const { parts, patience = 60_000, crash } = options;
  requirePositive("patience", patience, longestTimer);
  if (typeof make !== "function") {
    throw new CoexistenceError("invalid_option", "testIntake needs a function that makes an intake for a store.");
  }
  return casesOf(parts).map(({ part, promise }) => ({
    part,
    name: promise.name,
    // Without a parameter that counts: some frameworks take a test with one for a test that calls back.
    run: async (context = {}) => {
      const trial = new Trial(make, nextStore(), patience, crash);
      try {
        const missing = await findMissing(promise, trial, crash);
        if (missing === undefined) await explained(promise.run(trial));
        else context.skip?.(missing);
      } finally {
        await trial.end();
      }
    },
  }));
}

/** What the intake threw itself, for a reader who looks for the fault in the intake and not in the kit. */
async function explained(running: Promise<void>): Promise<void> {
  try {
    await running;
  } catch (error) {
    throw isUnfit(error) ? error : unfit(`The intake threw: ${describe(error)}`, error);
  }
}

async function findMissing(
  { needs }: Case,
  trial: Trial,
  crash: IntakeTestOptions["crash"],
): Promise<string | undefined> {
  if (needs === undefined) return undefined;
  if (needs === "crash") return crash === undefined ? reasons.crash : undefined;
  const instance = await trial.open();
  const isThere = instance.has(needs);
  await instance.close();
  return isThere ? undefined : reasons[needs];
}

let stores = 0;

/** A name that no store has, not even one that an earlier run left behind. */
function nextStore(): string {
  stores++;
  const begin = Date.now().toString(36);
  const chance = Math.floor(Math.random() * 36 ** 6).toString(36);
  return `intake_test_${begin}_${chance}_${stores}`;
}
