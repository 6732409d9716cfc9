import type { WriteStream } from "node:tty";

const codes = { bold: [1, 22], dim: [2, 22], green: [32, 39], red: [31, 39], cyan: [36, 39] } as const;

/** Writes a text in a colour or weight. */
export type Paint = (style: keyof typeof codes, text: string) => string;

/** Paints for a stream: with colours only where it shows them and nobody set `NO_COLOR`. */
export function paintFor(stream: Partial<Pick<WriteStream, "isTTY" | "hasColors">>): Paint {
  const hasColours = stream.isTTY === true && stream.hasColors?.() === true && !process.env["NO_COLOR"];
  return (style, text) => (hasColours ? `\x1b[${codes[style][0]}m${text}\x1b[${codes[style][1]}m` : text);
}
