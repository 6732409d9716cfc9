import { splitCharacters, textWidth } from "./text-width.ts";

// Where a long text may go on in the next line: after a space, and after what joins the words of ids and paths.
const pieces = /[^\s_./]*[\s_./]*/g;

/**
 * Breaks a text into lines that are at most so wide. A word that is wider than a line is broken anywhere.
 *
 * @internal
 */
export function wrap(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  const add = (piece: string): void => {
    if (line !== "" && textWidth((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  };
  for (const [piece] of text.matchAll(pieces)) {
    if (textWidth(piece.trimEnd()) <= width) add(piece);
    else for (const character of splitCharacters(piece)) add(character);
  }
  if (line.trimEnd() !== "") lines.push(line.trimEnd());
  return lines;
}
