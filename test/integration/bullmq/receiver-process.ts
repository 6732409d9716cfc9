import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("receiver.ts", import.meta.url));

/** What a receiver says. */
interface Told {
  readonly port?: number;
  readonly begun?: string;
  readonly done?: string;
}

/** A receiver in a process of its own. */
export class ReceiverProcess {
  readonly url: string;
  /** The messages whose listener was called, and those whose listener was done. */
  readonly begun: string[] = [];
  readonly done: string[] = [];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}/webhook`;
    child.on("message", ({ begun, done }: Told) => {
      if (begun !== undefined) this.begun.push(begun);
      if (done !== undefined) this.done.push(done);
    });
  }

  static async start(store: string, name: string, appSecret: string): Promise<ReceiverProcess> {
    const child = fork(program, [store, name, appSecret], { execArgv: ["--import", "tsx"] });
    for (;;) {
      const [told] = (await Promise.race([
        once(child, "message"),
        once(child, "exit").then(() => Promise.reject(new Error("The receiver ended before it listened."))),
      ])) as [Told];
      if (told.port !== undefined) return new ReceiverProcess(child, told.port);
    }
  }

  /** Ends it with nothing said, wherever it is. */
  kill(): Promise<number | null> {
    return this.#end("SIGKILL");
  }

  /** Ends it as a host does. */
  stop(): Promise<number | null> {
    return this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const exit = once(this.#child, "exit");
    this.#child.kill(signal);
    await exit;
    return this.#child.exitCode;
  }
}
