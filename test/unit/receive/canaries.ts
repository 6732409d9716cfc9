import { inspect } from "node:util";

const ten = (make: (index: number) => string): readonly string[] =>
  Array.from({ length: 10 }, (_, index) => make(index));

/** Values that may appear nowhere. Every part of them carries a mark, so that half of one is found as well. */
export const canaries = {
  secrets: ten((index) => `qzs${index}-0123456789abcdef-qzs${index}`),
  numbers: ten((index) => `9155577${index}9155577${index}`),
  texts: ten((index) => `qzt${index} meet me at the qzt${index}`),
  keys: ten((index) => `qzk${index}.qzk${index}@example.qzk${index}`),
} as const;

const mark = /qz[stk]\d|9155577\d/gi;

/** The canaries, or parts of them, that a text gives away. */
export const found = (text: string): string[] => [...new Set(text.match(mark))];

/** Everything that can be printed of an error, by any tool, its causes included. */
export function everythingOf(error: unknown, { showHidden }: { showHidden: boolean }): string {
  if (!(error instanceof Error)) return inspect(error, { showHidden, depth: null });
  return [
    String(error),
    error.message,
    error.stack,
    inspect(error, { showHidden, depth: null, maxArrayLength: null, maxStringLength: null }),
    JSON.stringify(error),
    JSON.stringify({ ...error }),
    error.cause === undefined ? "" : everythingOf(error.cause, { showHidden: true }),
  ].join("\n");
}
