import type { CoexistenceEvent, UnknownEvent } from "../../model/index.ts";
import type { Paint } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import { type Row, renderTable, tableWidth } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";
import { type Alike, groupAlike } from "./alike.ts";
import { makeEventTable } from "./event-table.ts";
import { summarize, summarizeOrigin } from "./summary.ts";
import { explain } from "./unknown-reasons.ts";

/** What is known of one file. */
export interface Inspected {
  readonly name: string;
  readonly events: readonly CoexistenceEvent[];
  /** The paths of the keys that no schema lists. */
  readonly unknownKeys: readonly string[];
}

/** How to print it. */
export interface ReportOptions {
  /** Leave nothing out. */
  readonly all: boolean;
  /** The columns of the terminal; without them, no line is broken. */
  readonly width: number | undefined;
  readonly paint: Paint;
}

/**
 * Prints what one file contains, for people.
 *
 * @returns the lines.
 * @internal
 */
export function renderReport({ name, events, unknownKeys }: Inspected, options: ReportOptions): string[] {
  const { paint, width = Number.POSITIVE_INFINITY } = options;
  const unknown = events.filter((event) => event.type === "unknown");
  const paragraph = (text: string): string[] => wrap(printable(text), width);
  const summary = paragraph(summarize(events, unknownKeys.length));
  return [
    ...paragraph(name).map((line) => paint("strong", line)),
    ...paragraph(summarizeOrigin(events)).map((line) => paint("faint", line)),
    ...section(renderEvents(events, options)),
    ...section(renderUnknown(unknown, options)),
    ...section(renderUnknownKeys(unknownKeys, options)),
    ...section(summary.map((line) => paint(unknown.length === 0 ? "good" : "bad", line))),
  ];
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function renderEvents(events: readonly CoexistenceEvent[], { all, width, paint }: ReportOptions): string[] {
  const table = makeEventTable(events, { all, compact: false });
  const fits = width === undefined || tableWidth(table) <= width;
  return renderTable(fits ? table : makeEventTable(events, { all, compact: true }), width, paint);
}

function renderUnknown(events: readonly UnknownEvent[], options: ReportOptions): string[] {
  const groups = groupUnlessAll(events, ({ reason, path, issues }) => JSON.stringify([reason, path, issues]), options);
  const rows = groups.flatMap(({ first, others }): Row[] => [
    { lead: { text: first.reason, tone: "bad" }, note: { text: first.path || "the whole body" } },
    ...explain(first).map(remark),
    ...moreLikeIt(others).map(remark),
  ]);
  return renderSection("Not understood", rows, options);
}

function renderUnknownKeys(paths: readonly string[], options: ReportOptions): string[] {
  const groups = groupUnlessAll(paths, (path) => path, options);
  const rows = groups.flatMap(({ first, others }): Row[] => [
    { lead: { text: "" }, note: { text: first } },
    ...moreLikeIt(others).map(remark),
  ]);
  return renderSection("Unknown keys", rows, options);
}

function renderSection(title: string, rows: readonly Row[], { width, paint }: ReportOptions): string[] {
  if (rows.length === 0) return [];
  const table = { columns: [{ title: "" }], rows };
  const lines = renderTable(table, width === undefined ? undefined : width - indentation.length, paint);
  return [paint("strong", title), ...lines.map((line) => indentation + line)];
}

const indentation = "  ";

function remark(text: string): Row {
  return { lead: { text: "" }, note: { text, tone: "faint" } };
}

function groupUnlessAll<Thing>(things: readonly Thing[], describe: (thing: Thing) => string, { all }: ReportOptions) {
  return all ? things.map((first): Alike<Thing> => ({ first, others: [] })) : groupAlike(things, describe);
}

function moreLikeIt(others: readonly unknown[]): string[] {
  return others.length === 0 ? [] : [`… and ${others.length.toLocaleString("en-US")} more like it (--all shows them)`];
}
