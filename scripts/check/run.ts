import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

/** How a command ended. */
export interface Outcome {
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

// A test that hangs must not swallow the report of all the others. Nothing here takes half as long.
const patience = 25 * 60_000;

/** Runs a command of the shell and keeps what it prints. One that never ends is ended, with everything it started. */
export function run(command: string, environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const start = performance.now();
  const child = spawn(command, {
    shell: true,
    detached: true, // a process group of its own
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...environment },
  });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => pieces.push(piece));
  const alarm = setTimeout(() => {
    pieces.push(Buffer.from(`\nended after ${patience / 60_000} minutes`));
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, patience);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(alarm);
      const output = Buffer.concat(pieces).toString("utf8");
      resolve({ passed: code === 0, output, seconds: (performance.now() - start) / 1000 });
    });
  });
}
