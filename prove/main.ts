// `npm run prove` puts the promises to the test, `-- --deep` at full size, `-- kill wal` only these. `--seed 7` repeats the
// random choices of a run, `--write` puts the table into docs/proof.md. Ends with 1 where a promise does not hold.
import { readArguments, usage } from "./frame/arguments.ts";
import { describeMachine } from "./frame/machine.ts";
import { ProofProcess } from "./frame/proof-process.ts";
import { printReport, writeReport } from "./frame/report.ts";
import type { Result } from "./frame/result.ts";
import { proofs } from "./proofs/index.ts";

const wanted = readArguments(process.argv.slice(2), proofs);
if (wanted === undefined) {
  console.error(usage(proofs));
  process.exit(2);
}

let underWay: ProofProcess | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, async () => {
    await underWay?.end();
    process.exit(130);
  });
}

const { size, seed } = wanted;
const machine = describeMachine({ size, seed });
console.log(`Proofs at their ${size} size, seed ${seed}.`);
const results: Result[] = [];
for (const proof of wanted.proofs) {
  console.log(`\n${proof.name}: ${proof.promise}`);
  underWay = new ProofProcess(proof, { size, seed, print: (line) => console.log(`  ${line}`) });
  const result = await underWay.result;
  results.push(result);
  console.log(result.failure === undefined ? "  holds" : `  DOES NOT HOLD: ${result.failure}`);
}

const report = { machine, results, notRun: proofs.filter((proof) => !wanted.proofs.includes(proof)) };
console.log(`\n${printReport(report)}`);
if (wanted.isWritten) writeReport(report);
process.exitCode = results.every(({ failure }) => failure === undefined) ? 0 : 1;
