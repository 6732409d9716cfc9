import { spawn } from "node:child_process";
import { resolve } from "node:path";

const program = resolve(import.meta.dirname, "../../src/cli/main.ts");
const loader = import.meta.resolve("tsx");

/** How the program ended, and what it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start the program. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** Variables of the environment beside those that are there. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Stop reading standard output after its first piece, as `head` does. */
  readonly leaveEarly?: boolean;
  /** Press Ctrl+C once standard error has this text. */
  readonly interruptAt?: string;
}

/** Runs the program in a process of its own and waits for its end. */
export async function runProgram(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd, input = "", environment = {}, leaveEarly, interruptAt = "" } = options;
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, ["--import", loader, program, ...args], { cwd, env });
  child.stdin.end(input);
  let isToStop = interruptAt !== "";
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      if (isToStop && written.stderr.includes(interruptAt)) isToStop = !child.kill("SIGINT");
      if (leaveEarly && name === "stdout") child.stdout.destroy();
    });
  }
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, ...written };
}
