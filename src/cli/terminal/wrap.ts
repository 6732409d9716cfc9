import { splitCharacters, textWidth } from "./text-width.ts";

/** What a text is: a value of a sender's or a user's, or a sentence of ours. */
export type TextKind = "value" | "prose";

// Where a text may go on in the next line: after a space; in a value also after what joins the words of ids and paths,
// which in a sentence would tear versions apart.
const sentence = /\S*\s*/g;
const joints = /[^\s_./]*[\s_./]*/g;

/**
 * Breaks a text into lines that are at most so wide. A word that is wider than a line is broken anywhere, in a sentence
 * where it has joints before.
 *
 * @internal
 */
export function wrap(text: string, width: number, kind: TextKind = "value"): string[] {
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
  const addPieces = (longText: string, [pieces, ...finer]: readonly RegExp[]): void => {
    if (pieces === undefined) return splitCharacters(longText).forEach(add);
    for (const [piece] of longText.matchAll(pieces)) {
      if (textWidth(piece.trimEnd()) <= width) add(piece);
      else addPieces(piece, finer);
    }
  };
  addPieces(text, kind === "prose" ? [sentence, joints] : [joints]);
  if (line.trimEnd() !== "") lines.push(line.trimEnd());
  return lines;
}
