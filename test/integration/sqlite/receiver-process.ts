import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("receiver.ts", import.meta.url));

/** A receiver that keeps what it gets in a SQLite file, in a process of its own. */
export class ReceiverProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}/webhook`;
  }

  static async start(database: string, appSecret: string): Promise<ReceiverProcess> {
    const child = fork(program, [database, appSecret], { execArgv: ["--import", "tsx"] });
    const [port] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error("The receiver ended before it listened."))),
    ]);
    return new ReceiverProcess(child, port as number);
  }

  /** Whether it has ended, by itself or not. */
  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends it with nothing said, wherever it is. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends it as a host does. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.hasEnded) return;
    const exit = once(this.#child, "exit");
    this.#child.kill(signal);
    await exit;
  }
}
