import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A receiver in a process of its own: a bundled program that sends its port as soon as it listens. */
export class ReceiverProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  #isWanted = true;

  /** @param settings - what the program is told, as JSON in its first argument. */
  constructor(program: string, settings: object) {
    this.#child = fork(program, [JSON.stringify(settings)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#exit = once(this.#child, "exit");
  }

  /**
   * Where it listens, once it does.
   *
   * @throws where it ends before that.
   */
  async port(): Promise<number> {
    const ended = this.#exit.then(() => {
      throw new Error("The receiver ended before it listened.");
    });
    ended.catch(() => undefined);
    const [port] = (await Promise.race([once(this.#child, "message"), ended])) as [number];
    return port;
  }

  /** Whether it ended though nobody wanted it to. */
  get hasCrashed(): boolean {
    return this.#isWanted && (this.#child.exitCode !== null || this.#child.signalCode !== null);
  }

  /** Ends it with nothing said, wherever it is. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  /** Ends it as a host does. */
  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#isWanted = false;
    this.#child.kill(signal);
    await this.#exit;
  }
}
