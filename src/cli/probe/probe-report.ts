import type { ProbeName, ProbeReport, ProbeResult, ProbeVerdict } from "../../probe/index.ts";
import { count } from "../terminal/count.ts";
import type { Tone } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import type { ReportOptions } from "../terminal/report-options.ts";
import { type Row, renderTable } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";
import { explainVerdict } from "./explain-verdict.ts";

const labels: Readonly<Record<ProbeName, string>> = {
  address: "the address",
  challenge: "verification with the right token",
  challenge_forged: "verification with a wrong token",
  signed: "a small genuine webhook",
  unsigned: "one that proves nothing",
  forged: "one with a wrong proof",
  large_history: "a large genuine history",
  repeated: "the small webhook again",
};

const tones: Readonly<Record<ProbeVerdict, Tone>> = {
  passed: "good",
  slow: "warning",
  failed: "bad",
  left_out: "warning",
};

/**
 * Prints what a probe found: everything that was sent, how it was answered, and whether the webhook is ready.
 *
 * @param sender - who was played, as in "Meta sends".
 * @returns the lines.
 * @internal
 */
export function renderProbes(
  { ready, probes }: ProbeReport,
  sender: string,
  { width, paint }: ReportOptions,
): string[] {
  const paragraph = (text: string, tone: Tone): string[] =>
    wrap(printable(text), width, "prose").map((line) => paint(tone, line));
  const columns = [
    { title: "VERDICT" },
    { title: "SENT", flexible: true },
    { title: "ANSWER" },
    { title: "TIME" },
    { title: "LIMIT" },
  ];
  return [
    ...paragraph(`Webhook probed with what ${sender}`, "strong"),
    "",
    ...renderTable({ columns, rows: makeRows(probes) }, width, paint),
    "",
    ...paragraph(summarize(probes), ready ? "good" : "bad"),
  ];
}

function makeRows(probes: readonly ProbeResult[]): Row[] {
  return probes.flatMap((result, index) => [
    makeRow(result),
    ...explainVerdict({ about: result.probe, ...result }, probes[index + 1]),
  ]);
}

function makeRow({ probe, verdict, status, milliseconds, limitMilliseconds }: ProbeResult): Row {
  return {
    cells: [
      { text: verdict.replace("_", " "), tone: tones[verdict] },
      { text: labels[probe], tone: "strong" },
      { text: status === undefined ? "" : String(status) },
      { text: printTime(milliseconds) },
      { text: printTime(limitMilliseconds) },
    ],
  };
}

function printTime(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "" : `${milliseconds.toLocaleString("en-US")} ms`;
}

function summarize(probes: readonly ProbeResult[]): string {
  const labelsOf = (verdict: ProbeVerdict): string[] =>
    probes.filter((result) => result.verdict === verdict).map(({ probe }) => labels[probe]);
  const [failed, slow, leftOut] = [labelsOf("failed"), labelsOf("slow"), labelsOf("left_out")];
  return [
    failed.length === 0 ? "The webhook is ready." : `The webhook is not ready: ${failed.join(", ")}.`,
    ...(slow.length === 0 ? [] : [`Slow: ${slow.join(", ")}.`]),
    ...(leftOut.length === 0 ? [] : [`Left out: ${count(leftOut.length, "probe")}.`]),
  ].join(" ");
}
