// Runs everything that must be green, and goes on after a failure, so that all of them are seen. With `--all-node-lines`
// also the consumers that install compilers and runtimes of their own, and the tests on every supported line of Node.
// The last line is the sum over all runs: `N passed, N failed`.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { checks, otherNodeLines, timeLimit } from "./checks.ts";
import { type Outcome, run } from "./run.ts";
import { runSuite } from "./suite.ts";

const isComplete = process.argv.includes("--all-node-lines");
const totals = { passed: 0, failed: 0 };

function report(name: string, { passed, output, seconds }: Outcome, detail = ""): void {
  console.log(`${passed ? "ok    " : "FAILED"} ${name}, ${seconds.toFixed(1)} s${detail}`);
  if (!passed) console.log(`${output.trimEnd()}\n------ end of ${name}\n`);
}

async function check(name: string, command: string): Promise<boolean> {
  const outcome = await run(command);
  report(name, outcome);
  if (!outcome.passed) totals.failed += 1;
  return outcome.passed;
}

/** Runs tests, and tells how many seconds they took. */
async function test(name: string, command: string, environment: Record<string, string>): Promise<number> {
  const outcome = await runSuite(command, environment);
  const { passedTests, failedTests, skippedTests } = outcome;
  report(name, outcome, `: ${passedTests} passed, ${failedTests} failed, ${skippedTests} skipped`);
  // What could not be tested on this machine is said, also where the rest is green.
  if (outcome.passed) for (const [line] of outcome.output.matchAll(/^Left out: .*$/gm)) console.log(`       ${line}`);
  totals.passed += passedTests;
  totals.failed += failedTests;
  return outcome.seconds;
}

const packed = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-packed-"));
try {
  for (const { name, command } of checks) await check(name, command);

  // Packed once for all runs of the consumers. Where that fails, they try themselves and say why.
  const pack = await run(`npm pack --silent --pack-destination "${packed}"`);
  const tarball = join(packed, pack.output.trim().split("\n").at(-1) ?? "");
  const environment: Record<string, string> = pack.passed && existsSync(tarball) ? { PACKED_PACKAGE: tarball } : {};

  const seconds = await test(`tests on Node ${process.versions.node}`, "npm test --silent --", environment);
  if (isComplete) {
    await check("proof", "npm run --silent prove -- --quick --seed 1");
    await test("consumers", "npm run test:ecosystem --silent --", environment);
    for (const line of otherNodeLines) {
      if (performance.now() / 1_000 + seconds > timeLimit) {
        console.log(`Left out: tests on Node ${line}, which would not end within ${timeLimit / 60} minutes.`);
        continue;
      }
      const folder = resolve(".matrix", line);
      const bin = join(folder, "node_modules/node/bin");
      const install = `npm install --silent --no-save --no-audit --no-fund --prefix "${folder}" node@${line}`;
      if (!existsSync(bin) && !(await check(`install Node ${line}`, install))) continue;
      const path = `${bin}${delimiter}${process.env["PATH"]}`;
      await test(`tests on Node ${line}`, "npm test --silent --", { ...environment, PATH: path });
    }
  }
} finally {
  await rm(packed, { recursive: true, force: true });
}

console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
