import { deepestNesting } from "./harmless.ts";

// A string, a number or a bracket; the string is one token, so that nothing inside it counts. At every position only one
// way of reading is possible, so no text can make this slow.
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\]]/gs;

/**
 * Puts quotation marks around everything in a JSON text that parsing would lose or that would hurt later: numbers that
 * JavaScript cannot hold, and containers nested too deeply. Everything else stays as it is.
 *
 * The text must be JSON already.
 *
 * @internal
 */
export function quoteWhatParsingLoses(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let depth = 0;
  let deepContainer = 0;
  const quote = (start: number, end: number): void => {
    pieces.push(text.slice(copied, start), JSON.stringify(text.slice(start, end)));
    copied = end;
  };
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === "{" || found === "[") {
      if (++depth === deepestNesting + 1) deepContainer = index;
    } else if (found === "}" || found === "]") {
      if (depth-- === deepestNesting + 1) quote(deepContainer, index + 1);
    } else if (!found.startsWith('"') && depth <= deepestNesting && isInexact(found)) {
      quote(index, index + found.length);
    }
  }
  pieces.push(text.slice(copied));
  return pieces.join("");
}

function isInexact(number: string): boolean {
  const value = Number(number);
  return /^-?\d+$/.test(number) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
}
