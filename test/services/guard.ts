import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";

// Reads the process to end, line by line, an empty line for none. Its input ends with the process that started it, however
// that happens: a crash and a SIGKILL leave nobody who could clean up.
const script = `
while read -r line; do server=$line; done
if [ -n "$server" ]; then
  kill "-$2" "$server" 2>/dev/null
  tries=0
  while kill -0 "$server" 2>/dev/null && [ "$tries" -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$server" 2>/dev/null
fi
rm -rf "$1" 2>/dev/null || { sleep 1; rm -rf "$1"; }
`;

/** Ends a server and removes its folder when this process is no more. A process of its own, so that it survives this one. */
export class Guard {
  readonly #shell: ChildProcess;
  readonly #input: Socket;

  /** @param signal Ends the server without waiting for its clients. */
  constructor(folder: string, signal: "TERM" | "QUIT") {
    this.#shell = spawn("sh", ["-c", script, "guard", folder, signal], {
      cwd: "/",
      detached: true, // Ctrl+C goes to a whole group of processes.
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#shell.unref();
    this.#input = this.#shell.stdin as Socket;
    this.#input.unref();
  }

  /** From now on this is the process to end. */
  watch(pid: number | undefined): void {
    this.#input.write(`${pid ?? ""}\n`);
  }

  /** Does it now. */
  async finish(): Promise<void> {
    if (this.#shell.exitCode !== null) return;
    this.#shell.ref();
    this.#input.end();
    await once(this.#shell, "exit");
  }
}
