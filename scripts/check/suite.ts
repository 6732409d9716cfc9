import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, run } from "./run.ts";

/** How a run of the tests ended. */
export interface SuiteOutcome extends Outcome {
  readonly passedTests: number;
  readonly failedTests: number;
  readonly skippedTests: number;
}

/** Runs tests and counts them. A run that breaks before it can count is one failure. */
export async function runSuite(command: string, environment: Readonly<Record<string, string>>): Promise<SuiteOutcome> {
  const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-report-"));
  const file = join(folder, "report.json");
  try {
    const reporters = `--reporter=minimal --reporter=json --outputFile.json=${file}`;
    const outcome = await run(`${command} ${reporters}`, environment);
    const { passed, failed, skipped } = await readReport(file);
    const failedTests = outcome.passed ? failed : Math.max(1, failed);
    return { ...outcome, passed: failedTests === 0, passedTests: passed, failedTests, skippedTests: skipped };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readReport(file: string): Promise<{ passed: number; failed: number; skipped: number }> {
  try {
    const report = JSON.parse(await readFile(file, "utf8"));
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report;
    return { passed, failed, skipped };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
