import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Figure, Proof } from "../proof.ts";
import type { Machine } from "./machine.ts";
import type { Result } from "./result.ts";

export interface Report {
  readonly machine: Machine;
  readonly results: readonly Result[];
  readonly notRun: readonly Pick<Proof, "name">[];
}

const page = fileURLToPath(new URL("../../docs/proof.md", import.meta.url));

/** The figures, for a terminal. */
export function printReport({ machine, results, notRun }: Report): string {
  const lines = [machine.map(([name, value]) => `${name} ${value}`).join(", ")];
  const width = Math.max(0, ...results.flatMap(({ figures }) => figures.map(({ what }) => what.length)));
  for (const { proof, seconds, figures, leftOut, failure } of results) {
    lines.push("", `${proof.name}  ${failure === undefined ? "holds" : "DOES NOT HOLD"}, ${seconds.toFixed(0)} s`);
    for (const figure of figures) lines.push(`  ${figure.what.padEnd(width)}  ${printValue(figure).padStart(12)}`);
    for (const line of leftOut) lines.push(`  left out: ${line}`);
    if (failure !== undefined) lines.push(`  ${failure}`);
  }
  if (notRun.length > 0) lines.push("", `not run: ${notRun.map(({ name }) => name).join(", ")}`);
  return lines.join("\n");
}

/** The figures, as the page docs/proof.md. */
export function pageOf({ machine, results, notRun }: Report): string {
  const lines = [
    "# Proof",
    "",
    "The promises, put to the test: real receivers, real stores, real `kill -9`. `npm run prove` does it again, in 15 minutes",
    "on two cores; `npm run prove -- --deep` at full size, `-- --quick` in a small one, `-- kill wal` only these. Each proof has a control",
    "beside it, something broken that it has to notice. This page is written by `npm run prove -- --write`.",
    "",
    "| this run | |",
    "| --- | --- |",
    ...machine.map(([name, value]) => `| ${name} | ${cell(value)} |`),
  ];
  for (const { proof, seconds, figures, leftOut, failure } of results) {
    lines.push("", `## ${proof.name}`, "", proof.promise, "");
    lines.push("| figure | |", "| --- | ---: |");
    for (const figure of figures) lines.push(`| ${cell(figure.what)} | ${cell(printValue(figure))} |`);
    lines.push(`| seconds | ${seconds.toFixed(0)} |`);
    for (const line of leftOut) lines.push("", `Left out: ${line}`);
    if (failure !== undefined) lines.push("", `**Does not hold.** ${cell(failure.split("\n")[0] ?? "")}`);
  }
  if (notRun.length > 0) lines.push("", `Not run: ${notRun.map(({ name }) => `\`${name}\``).join(", ")}.`);
  return `${lines.join("\n")}\n`;
}

export function writeReport(report: Report): void {
  writeFileSync(page, pageOf(report));
  console.log("\nWritten to docs/proof.md.");
}

const printValue = ({ value }: Figure): string => (typeof value === "number" ? value.toLocaleString("en") : value);
const cell = (text: string): string => text.replaceAll("|", "\\|");
