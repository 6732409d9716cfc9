import { describe, isUnfit } from "./demand.ts";
import { type IntakeCase, intakeCases } from "./intake-cases.ts";
import type { IntakeTestOptions, IntakeUnderTest } from "./intake-under-test.ts";
import { type IntakeCaseResult, IntakeReport } from "./report.ts";

/**
 * Finds out what an intake keeps of its promises, on real stores and without a test framework.
 *
 * The kit plays the sender, which repeats what was refused, and the application, whose listeners fail and hang. So give the
 * intake short times: a lease of about a second, few attempts, short waits between them.
 *
 * @param make - makes the intake on a store of a given name. The same name is the same store, as after a restart.
 * @returns what it found. An intake that fails makes it resolve, not reject.
 * @throws `CoexistenceError` with code `invalid_option` for an unknown part, or a patience that is not a positive number.
 * @example
 * The memory intake is no durable one, and is told so:
 *
 * ```ts
 * import { memoryIntake } from "whatsapp-coexistence";
 * import { testIntake } from "whatsapp-coexistence/testing";
 *
 * const report = await testIntake(() => memoryIntake({ deadline: 300 }), { parts: ["durability", "close"] });
 * console.log(report.passed, report.failedParts); // false ["durability"]
 * ```
 */
export async function testIntake(make: IntakeUnderTest, options: IntakeTestOptions = {}): Promise<IntakeReport> {
  const results: IntakeCaseResult[] = [];
  for (const promise of intakeCases(make, options)) results.push(await judge(promise));
  return new IntakeReport(results);
}

async function judge({ part, name, run }: IntakeCase): Promise<IntakeCaseResult> {
  let skipped: string | undefined;
  try {
    await run({
      skip: (reason) => {
        skipped = reason;
      },
    });
  } catch (error) {
    const reason = isUnfit(error) ? (error as Error).message : describe(error);
    return { part, name, passed: false, reason };
  }
  return skipped === undefined ? { part, name, passed: true } : { part, name, passed: false, skipped };
}
