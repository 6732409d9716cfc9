import { deepestNesting } from "./harmless.ts";

/**
 * Puts quotation marks around everything in a JSON text that parsing would lose or that would hurt later: numbers that
 * JavaScript cannot hold, and containers nested too deeply. Everything else stays as it is.
 *
 * The text must be JSON already. It is read character by character and once: a pattern would need a stack that grows with
 * the longest string.
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
  let index = 0;
  while (index < text.length) {
    const start = index++;
    const character = text[start] as string;
    if (character === '"') {
      index = endOfString(text, index);
    } else if (character === "{" || character === "[") {
      if (++depth === deepestNesting + 1) deepContainer = start;
    } else if (character === "}" || character === "]") {
      if (depth-- === deepestNesting + 1) quote(deepContainer, index);
    } else if (startOfNumber.test(character)) {
      while (index < text.length && restOfNumber.test(text[index] as string)) index++;
      if (depth <= deepestNesting && isInexact(text.slice(start, index))) quote(start, index);
    }
  }
  pieces.push(text.slice(copied));
  return pieces.join("");
}

const startOfNumber = /[-\d]/;
const restOfNumber = /[\d.eE+-]/;

function endOfString(text: string, index: number): number {
  while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index + 1;
}

function isInexact(number: string): boolean {
  const value = Number(number);
  return /^-?\d+$/.test(number) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
}
