import type { Surroundings } from "../../../src/cli/command.ts";

/** What a command is given, and what it wrote. */
export interface FakeSurroundings extends Surroundings {
  readonly written: { stdout: string; stderr: string };
}

/** Stands in for a process: standard input holds `input`, and `columns` makes standard output a terminal. */
export function fakeSurroundings({ input = "", columns }: { input?: string; columns?: number } = {}): FakeSurroundings {
  const written = { stdout: "", stderr: "" };
  const terminal = columns === undefined ? {} : { isTTY: true, columns };
  return {
    written,
    stdin: (async function* () {
      // In two pieces, the way a pipe would.
      const bytes = Buffer.from(input);
      const middle = Math.floor(bytes.length / 2);
      yield bytes.subarray(0, middle);
      yield bytes.subarray(middle);
    })(),
    stdout: { ...terminal, write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    environment: {},
  };
}
