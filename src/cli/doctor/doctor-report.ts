import { type DiagnosisCheck, type DiagnosisVerdict, type Finding, isHealthy } from "../../client/diagnosis/finding.ts";
import type { Tone } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import type { ReportOptions } from "../terminal/report-options.ts";
import { type Row, renderTable } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";
import type { Missing } from "./look.ts";

const tones: Readonly<Record<DiagnosisVerdict, Tone>> = {
  passed: "good",
  warning: "warning",
  failed: "bad",
  unknown: "warning",
};

/** What is to be printed. */
export interface DoctorReport {
  /** The account or the channel. */
  readonly subject: string;
  readonly findings: readonly Finding[];
  /** What was not given, and would tell more. */
  readonly missing: ReadonlySet<Missing>;
}

/**
 * Prints what was found: every check, and what is wrong in one line.
 *
 * @returns the lines.
 * @internal
 */
export function renderDiagnosis(
  { subject, findings, missing }: DoctorReport,
  { width, paint }: ReportOptions,
): string[] {
  const paragraph = (text: string, tone: Tone): string[] =>
    wrap(printable(text), width, "prose").map((line) => paint(tone, line));
  const columns = [{ title: "CHECK" }, { title: "VERDICT" }, { title: "WHY", flexible: true }];
  const rows = findings.flatMap((finding, index) => makeRows(finding, findings.slice(0, index), missing));
  return [
    ...paragraph(subject, "strong"),
    "",
    ...renderTable({ columns, rows }, width, paint),
    "",
    ...paragraph(summarize(findings), tones[worstOf(findings)]),
  ];
}

function makeRows(finding: Finding, before: readonly Finding[], missing: DoctorReport["missing"]): Row[] {
  const { check, verdict, reason, fix } = finding;
  const cells = (text: string, tone?: Tone): Row => ({
    cells: [
      { text: check, tone: "strong" },
      { text: verdict, tone: tones[verdict] },
      { text, tone, kind: "prose" },
    ],
  });
  // What is the same for several is told once, at the first of them.
  const same = before.find((other) => isExplainedAlike(other, finding));
  if (same !== undefined) return [cells(`As at ${same.check}.`, "faint")];
  const option = verdict === "unknown" ? optionFor(check, missing) : undefined;
  return [
    cells(reason),
    ...(fix === undefined ? [] : [rowBelow(`Fix: ${fix}`)]),
    ...(option === undefined ? [] : [rowBelow(`Option: ${option}`, "faint")]),
  ];
}

function isExplainedAlike(one: Finding, other: Finding): boolean {
  return (
    one.verdict === "unknown" && other.verdict === "unknown" && one.reason === other.reason && one.fix === other.fix
  );
}

function rowBelow(text: string, tone?: Tone): Row {
  return { cells: [{ text: "" }, { text: "" }, { text, tone, kind: "prose" }] };
}

const options: Readonly<Record<Missing, string>> = {
  app: "APP_ID and APP_SECRET in the environment",
  state: "--state FILE",
  key: "D360_API_KEY in the environment",
};

const needs: Readonly<Partial<Record<DiagnosisCheck, Missing>>> = {
  app_credentials: "app",
  token_valid: "app",
  app_subscribed: "app",
  messaging_key: "key",
  within_window: "state",
  contacts_requested: "state",
  history_requested: "state",
};

function optionFor(check: DiagnosisCheck, missing: DoctorReport["missing"]): string | undefined {
  const need = needs[check];
  return need !== undefined && missing.has(need) ? options[need] : undefined;
}

function worstOf(findings: readonly Finding[]): DiagnosisVerdict {
  const order = ["failed", "unknown"] as const;
  return order.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? "passed";
}

function summarize(findings: readonly Finding[]): string {
  const named = (verdict: DiagnosisVerdict): string =>
    findings
      .filter((finding) => finding.verdict === verdict)
      .map(({ check }) => check)
      .join(", ");
  const [unknown, warned] = [named("unknown"), named("warning")];
  return [
    judge(findings, named("failed")),
    ...(unknown === "" ? [] : [`Unknown: ${unknown}.`]),
    ...(warned === "" ? [] : [`Worth knowing: ${warned}.`]),
  ].join(" ");
}

/** What the saved state and the calendar tell. It is known although nothing was reached. */
const ofState: ReadonlySet<DiagnosisCheck> = new Set(["within_window", "contacts_requested", "history_requested"]);

function judge(findings: readonly Finding[], failed: string): string {
  if (failed !== "") return `Not healthy: ${failed}.`;
  const looked = findings.filter(({ check }) => !ofState.has(check));
  if (looked.length > 0 && looked.every(({ verdict }) => verdict === "unknown")) return "Nothing could be looked at.";
  if (!isHealthy(findings)) return "Whether it is healthy cannot be told.";
  return findings.some(({ verdict }) => verdict === "unknown")
    ? "Nothing is wrong, as far as it is known."
    : "Healthy.";
}
