import type { Tables } from "../write-tables.ts";

/**
 * Makes tables that fail where a cell is empty: whatever it is made from lacks its comment.
 *
 * @throws naming the row.
 */
export function withoutGaps(tables: Tables): Tables {
  return Object.fromEntries(
    Object.entries(tables).map(([name, make]) => [name, () => requireWhole(name, make())] as const),
  );
}

function requireWhole(name: string, table: string): string {
  const gap = table.split("\n").find((row) => /\|\s*\|/.test(row));
  if (gap !== undefined) throw new Error(`The table ${name} has an empty cell: ${gap}`);
  return table;
}
