import type { Paint, Tone } from "./paint.ts";
import { printable } from "./printable.ts";
import { cutTo, textWidth } from "./text-width.ts";
import { type TextKind, wrap } from "./wrap.ts";

/** One cell: its text as it is; the table makes it safe to print. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone | undefined;
  /** A sentence is broken between its words and shown whole. Default: a value, which is cut where it is enormous. */
  readonly kind?: TextKind;
}

/** One column. */
interface Column {
  readonly title: string;
  /** Whether its texts may be broken into lines where the terminal is narrow. */
  readonly flexible?: boolean;
}

/** A row with a cell per column, one whose second cell goes over all the columns that follow, or one across all. */
export type Row =
  | { readonly cells: readonly Cell[] }
  | { readonly lead: Cell; readonly note: Cell }
  | { readonly across: Cell };

/** A table to print. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const gap = 2;
const narrowest = 11;
// No documented member is nearly as wide. Without a limit, one hostile name would fill the screen.
const widestCell = 160;

/**
 * Prints a table as lines. A column with nothing in it is left out.
 *
 * @param width - the columns of the terminal. Without it nothing is broken.
 * @internal
 */
export function renderTable({ columns, rows }: Table, width: number | undefined, paint: Paint): string[] {
  const safeRows = rows.map(makeSafe);
  const natural = naturalWidths(columns, safeRows);
  const widths = shrink(natural, columns, width);
  const header = columns.map(({ title }) => ({ text: title, tone: "faint" as const }));
  // Without a single row of cells, the titles would head nothing.
  const head = safeRows.some((row) => "cells" in row) ? [{ cells: header }] : [];
  return [...head, ...safeRows].flatMap((row) => renderRow(row, widths, width, paint));
}

/**
 * Tells how wide a table wants to be.
 *
 * @internal
 */
export function tableWidth({ columns, rows }: Table): number {
  return total(naturalWidths(columns, rows.map(makeSafe)));
}

function makeSafe(row: Row): Row {
  const safe = (cell: Cell): Cell => {
    const text = printable(cell.text);
    return { ...cell, text: cell.kind === "prose" ? text : cutTo(text, widestCell) };
  };
  if ("cells" in row) return { cells: row.cells.map(safe) };
  return "across" in row ? { across: safe(row.across) } : { lead: safe(row.lead), note: safe(row.note) };
}

function naturalWidths(columns: readonly Column[], rows: readonly Row[]): number[] {
  return columns.map(({ title }, index) => {
    let widest = 0;
    for (const row of rows) {
      const cell = "cells" in row ? row.cells[index] : "lead" in row && index === 0 ? row.lead : undefined;
      if (cell !== undefined) widest = Math.max(widest, textWidth(cell.text));
    }
    return widest === 0 ? 0 : Math.max(widest, textWidth(title));
  });
}

function total(widths: readonly number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, gap * Math.max(0, shown.length - 1));
}

function shrink(natural: readonly number[], columns: readonly Column[], width: number | undefined): number[] {
  const widths = [...natural];
  if (width === undefined) return widths;
  for (let excess = total(widths) - width; excess > 0; excess--) {
    const candidates = widths.map((columnWidth, index) => (columns[index]?.flexible ? columnWidth : 0));
    const widest = Math.max(...candidates);
    if (widest <= narrowest) break;
    widths[candidates.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function renderRow(row: Row, widths: readonly number[], width: number | undefined, paint: Paint): string[] {
  if ("cells" in row) return renderCells(row.cells, widths, paint);
  if ("across" in row) return renderCells([row.across], [width ?? Number.POSITIVE_INFINITY], paint);
  const [first = 0] = widths;
  const rest = width === undefined ? Number.POSITIVE_INFINITY : Math.max(narrowest, width - first - gap);
  return renderCells([row.lead, row.note], [first, rest], paint);
}

function renderCells(cells: readonly Cell[], widths: readonly number[], paint: Paint): string[] {
  const shown = cells.flatMap(({ text, tone, kind }, index) => {
    const width = widths[index] ?? 0;
    return width === 0 ? [] : [{ lines: wrap(text, width, kind), width, tone }];
  });
  const height = Math.max(0, ...shown.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = shown.map(({ lines }) => lines[line] ?? "");
    const last = texts.findLastIndex((text) => text !== "");
    return shown
      .slice(0, last + 1)
      .map(({ width, tone }, index) => {
        const text = texts[index] ?? "";
        return paint(tone, text) + (index === last ? "" : " ".repeat(width - textWidth(text)));
      })
      .join(" ".repeat(gap));
  });
}
