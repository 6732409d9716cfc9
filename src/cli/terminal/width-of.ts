import type { Output } from "../command.ts";

// Sentences in longer lines are hard to read; and what goes to a file is read somewhere all the same.
const widest = 120;
const widthOfFiles = 100;

/**
 * How many columns the lines of a report may have.
 *
 * @internal
 */
export function widthOf({ isTTY, columns }: Output): number {
  return isTTY ? Math.min(columns || widthOfFiles, widest) : widthOfFiles;
}
