import type { EligibilityCheck, EligibilityRequirement, EligibilityVerdict } from "../../eligibility/index.ts";
import type { Tone } from "../terminal/paint.ts";
import type { Row, Table } from "../terminal/table.ts";
import { optionFor } from "./requirements.ts";
import type { Sources } from "./sources.ts";

/** How each verdict stands out. */
export const verdictTones: Readonly<Record<EligibilityVerdict, Tone>> = {
  eligible: "good",
  ineligible: "bad",
  unknown: "warning",
};

/**
 * Makes a table of checks: first those that the verdict of the whole depends on, then the others.
 *
 * @param answered - the requirements whose verdict is the user's own: no source says it.
 * @param sources - notes the source of each of the others.
 * @internal
 */
export function makeCheckTable(
  checks: readonly EligibilityCheck[],
  answered: ReadonlySet<EligibilityRequirement>,
  sources: Sources,
): Table {
  const rowsOf = (check: EligibilityCheck): Row[] => {
    const mark = answered.has(check.requirement) ? "" : `[${sources.numberOf(check)}]`;
    return makeRows(check, mark);
  };
  const decisive = checks.filter(countsForVerdict).flatMap(rowsOf);
  const others = checks.filter((check) => !countsForVerdict(check)).flatMap(rowsOf);
  return {
    columns: [{ title: "REQUIREMENT", flexible: true }, { title: "VERDICT" }, { title: "WHY", flexible: true }],
    rows: [...decisive, ...(others.length === 0 ? [] : heading), ...others],
  };
}

/** A refusal always counts; a question only where the library says so. */
function countsForVerdict({ decisive, verdict }: EligibilityCheck): boolean {
  return decisive || verdict === "ineligible";
}

const heading: readonly Row[] = [
  { across: { text: "" } },
  { across: { text: "The verdict does not wait for these", tone: "faint", kind: "prose" } },
];

function makeRows(check: EligibilityCheck, mark: string): Row[] {
  const { title, verdict, reason, question, fix } = check;
  const label = { text: title, tone: "strong" } as const;
  const option = optionFor(check);
  return [
    // The mark joins the last word, so that it never stands alone in a line.
    { cells: [label, { text: verdict, tone: verdictTones[verdict] }, { text: reason + mark, kind: "prose" }] },
    ...(question === undefined ? [] : [rowBelow(`Ask: ${question}`)]),
    ...(fix === undefined ? [] : [rowBelow(`Fix: ${fix}`)]),
    ...(option === undefined ? [] : [rowBelow(`Option: ${option}`, "faint")]),
  ];
}

function rowBelow(text: string, tone?: Tone): Row {
  return { cells: [{ text: "" }, { text: "" }, { text, tone, kind: "prose" }] };
}
