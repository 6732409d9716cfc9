import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ReceiverSettings, Said } from "./settings.ts";

const program = fileURLToPath(new URL("program.ts", import.meta.url));

/** A receiver in a process of its own. */
export class TellingReceiver {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param onDone - told of each message that its listeners are done with, by its id.
   */
  static async start(settings: ReceiverSettings, onDone: (id: string) => void): Promise<TellingReceiver> {
    const child = fork(program, [JSON.stringify(settings)], { execArgv: ["--import", "tsx"] });
    const port = await new Promise<number>((resolve, reject) => {
      child.on("message", (message) => {
        const said = message as Said;
        if ("port" in said) resolve(said.port);
        else onDone(said.done);
      });
      child.once("exit", () => reject(new Error("A receiver ended before it listened.")));
    });
    return new TellingReceiver(child, port);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it as a host does. */
  async stop(): Promise<void> {
    if (!this.isAlive) return;
    const exit = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await exit;
  }
}
