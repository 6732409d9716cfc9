import { probeNumber } from "../../probe/index.ts";
import type {
  SimulationCheck,
  SimulationCheckName,
  SimulationFigures,
  SimulationReport,
} from "../../simulation/index.ts";
import { explainVerdict } from "../probe/explain-verdict.ts";
import { count } from "../terminal/count.ts";
import type { Tone } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import type { ReportOptions } from "../terminal/report-options.ts";
import { type Row, renderTable } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

const labels: Readonly<Record<SimulationCheckName, string>> = {
  address: "the address",
  challenge: "verification with the right token",
  challenge_forged: "verification with a wrong token",
  accepted: "every genuine webhook",
  first_try: "at the first try",
  repeated: "webhooks that came twice",
  unsigned: "webhooks that prove nothing",
  forged: "webhooks with a wrong proof",
  large: "webhooks of 3 MB",
  account: "news of the account",
  fast: "time to answer",
  steady: "time to answer a long history",
};

const tones: Readonly<Record<SimulationCheck["verdict"], Tone>> = {
  passed: "good",
  slow: "warning",
  failed: "bad",
  left_out: "warning",
};

/**
 * Prints what a simulation found: every check with what to do about it, the figures, and the verdict.
 *
 * @param sender - who was played, as in "Meta sends".
 * @returns the lines.
 * @internal
 */
export function renderSimulation(
  { passed, seed, checks, figures }: SimulationReport,
  sender: string,
  { width, paint }: ReportOptions,
): string[] {
  const paragraph = (text: string, tone: Tone): string[] =>
    wrap(printable(text), width, "prose").map((line) => paint(tone, line));
  const columns = [{ title: "VERDICT" }, { title: "CHECK", flexible: true }];
  const facts = [{ title: "" }, { title: "" }];
  return [
    ...paragraph(`Simulated with what ${sender}, seed ${seed}`, "strong"),
    "",
    ...renderTable({ columns, rows: makeRows(checks) }, width, paint),
    "",
    ...(figures.webhooks === 0
      ? []
      : [...renderTable({ columns: facts, rows: listFigures(figures) }, width, paint), ""]),
    ...paragraph(summarize(checks), passed ? "good" : "bad"),
  ];
}

function makeRows(checks: readonly SimulationCheck[]): Row[] {
  return checks.flatMap((found, index) => {
    const { check, verdict } = found;
    const cells = [
      { text: verdict.replace("_", " "), tone: tones[verdict] },
      { text: labels[check], tone: "strong" as const },
    ];
    return [{ cells }, ...explainVerdict({ about: check, ...found }, checks[index + 1])];
  });
}

function listFigures(figures: SimulationFigures): Row[] {
  const { webhooks, repeated, bytes, attempts, retried, dropped, forged, milliseconds, duration } = figures;
  const perSecond = Math.round((1_000 * attempts) / Math.max(1, duration));
  const lines: [string, string][] = [
    ["sent", `${count(webhooks, "webhook")}, ${group(repeated)} of them for the second time`],
    ["messages", describeMessages(figures)],
    ["size", `${(bytes / 1e6).toFixed(1)} MB`],
    ["answers", describeAnswers(figures)],
    [
      "times",
      `half within ${group(milliseconds.median)} ms, 99 % within ${group(milliseconds.p99)} ms, the longest ${group(milliseconds.longest)} ms`,
    ],
    ["sent again", `${count(retried, "attempt")}, ${group(dropped)} given up`],
    ["forgeries", `${count(forged, "webhook")} before and in between`],
    ["duration", `${(duration / 1_000).toFixed(1)} s, ${group(perSecond)} attempts a second`],
  ];
  return lines.map(([name, text]) => ({ lead: { text: name, tone: "strong" }, note: { text, kind: "prose" } }));
}

/** Those of 3 MB are counted apart: they are far more than what the numbers were asked to have. */
function describeMessages({ messages, messagesOfLarge }: SimulationFigures): string {
  const own = `${group(messages - messagesOfLarge)} of the invented numbers`;
  if (messagesOfLarge === 0) return own;
  return `${own}; ${group(messagesOfLarge)} more in webhooks of 3 MB, of ${probeNumber.phoneNumberId}`;
}

function describeAnswers({ statuses, unanswered }: SimulationFigures): string {
  const { cut, broken, late } = unanswered;
  const others: [string, number][] = [
    ["cut by the simulation", cut],
    ["broken", broken],
    ["too late", late],
  ];
  return [...Object.entries(statuses), ...others]
    .filter(([, times]) => times > 0)
    .map(([name, times]) => `${group(times)} × ${name}`)
    .join(", ");
}

function group(number: number): string {
  return number.toLocaleString("en-US");
}

function summarize(checks: readonly SimulationCheck[]): string {
  const labelsOf = (verdict: SimulationCheck["verdict"]): string[] =>
    checks.filter((check) => check.verdict === verdict).map(({ check }) => labels[check]);
  const [failed, slow, leftOut] = [labelsOf("failed"), labelsOf("slow"), labelsOf("left_out")];
  return [
    failed.length === 0 ? "The webhook passed." : `The webhook failed: ${failed.join(", ")}.`,
    ...(slow.length === 0 ? [] : [`Slow: ${slow.join(", ")}.`]),
    ...(leftOut.length === 0 ? [] : [`Left out: ${count(leftOut.length, "check")}.`]),
  ].join(" ");
}
