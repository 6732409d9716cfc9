/** Where a command writes. `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  /** How many columns the terminal has. */
  readonly columns?: number;
}

/** What a command is given of the process it runs in. */
export interface Surroundings {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** What it does, on one line. */
  readonly summary: string;
  /** What its `--help` prints. */
  readonly help: string;
  /**
   * Runs it. What only this command needs is imported here, so that the others start quickly.
   *
   * @param args - what follows the command's name.
   * @returns the exit code.
   * @throws {@link UsageError} for arguments it cannot use.
   */
  run(args: string[], surroundings: Surroundings): Promise<number>;
}

/** The name on the command line. */
export const programName = "whatsapp-coexistence";

/** The command line was used wrongly. Its message says how. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
