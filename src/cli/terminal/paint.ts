import type { Output, Surroundings } from "../command.ts";

/** How a piece of text stands out. */
export type Tone = "strong" | "faint" | "warning" | "bad" | "good";

/** Gives a text a tone. */
export type Paint = (tone: Tone | undefined, text: string) => string;

const codes: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  strong: [1, 22],
  faint: [2, 22],
  warning: [33, 39],
  bad: [31, 39],
  good: [32, 39],
};

/**
 * Chooses whether to use colour: in a terminal only, and not against the person's wish.
 *
 * @see https://no-color.org
 * @internal
 */
export function paintFor(output: Output, environment: Surroundings["environment"]): Paint {
  const isWanted = output.isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
  return (tone, text) => {
    if (!isWanted || tone === undefined || text === "") return text;
    const [on, off] = codes[tone];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
