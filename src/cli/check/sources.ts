import type { Evidence, Sourced } from "../../eligibility/index.ts";
import type { Paint } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import { textWidth } from "../terminal/text-width.ts";

const remarks: Readonly<Record<Evidence, string>> = {
  documented: "",
  third_party: " (from reports)",
  unverified: " (concluded)",
};

/**
 * The sources of a list of checks, each once, with the numbers by which the checks name them.
 *
 * @internal
 */
export class Sources {
  readonly #numbers = new Map<string, number>();

  /** Gives the number of a source, counted from 1 in the order in which they are asked for. */
  numberOf({ source, url, asOf, evidence }: Sourced): number {
    const address = url === undefined || url === source ? "" : `, ${url}`;
    const text = `${asOf} ${source}${address}${remarks[evidence]}`;
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** Prints the list below a title: when each was read, and where, with the address where it has one. */
  render(width: number, paint: Paint): string[] {
    if (this.#numbers.size === 0) return [];
    const lines = Array.from(this.#numbers, ([text, number]) =>
      breakBetweenWords(printable(`[${number}] ${text}`), width),
    );
    return ["", paint("strong", "Sources"), ...lines.flat().map((line) => paint("faint", line))];
  }
}

const indentation = "    ";

/** Keeps a word whole that is wider than a line: in two pieces, no terminal could open an address. */
function breakBetweenWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (textWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indentation + word);
  }
  return lines;
}
