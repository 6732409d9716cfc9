import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Guard } from "./guard.ts";
import type { SystemUser } from "./system-user.ts";

/** A server that belongs to this process, in a temporary folder. It ends with this process, however that ends. */
export interface PrivateServer {
  readonly url: string;
  readonly port: number;
  /** Starts it again, on the same port and data. Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it as an administrator would. The data stay. */
  stop(): Promise<void>;
  /** Ends it as `kill -9` would. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** What to start, and how to see that it is there. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it runs, and where its log is: `server.log`. */
  readonly folder: string;
  /** Already stands before the folder. */
  readonly guard: Guard;
  readonly port: number;
  readonly url: string;
  /** Undefined: the one that runs this process. */
  readonly user: SystemUser | undefined;
  /** Ends it with everything written. */
  readonly stopSignal: NodeJS.Signals;
  /** Rejects until the server of this folder answers. */
  readonly ask: () => Promise<void>;
}

// No test measures this. A busy machine may take its time.
const patience = 60_000;

/** Starts a program as a server. Where it does not answer, nothing of it stays. */
export async function launch(program: Program): Promise<PrivateServer> {
  const server = new ServerProcess(program);
  try {
    await server.start();
    return server;
  } catch (error) {
    await server.remove();
    throw error;
  }
}

class ServerProcess implements PrivateServer {
  readonly url: string;
  readonly port: number;
  readonly #program: Program;
  readonly #guard: Guard;
  #child: ChildProcess | undefined;
  #hasRun = false;

  constructor(program: Program) {
    this.url = program.url;
    this.port = program.port;
    this.#program = program;
    this.#guard = program.guard;
  }

  async start(): Promise<void> {
    const deadline = Date.now() + patience;
    while (!(await this.#run(deadline))) {
      // After a kill, processes that the server had started may still hold what it needs.
      if (!this.#hasRun || Date.now() > deadline) throw new Error(this.#explain("did not start"));
      await sleep(100);
    }
    this.#hasRun = true;
  }

  stop(): Promise<void> {
    return this.#end(this.#program.stopSignal);
  }

  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.#guard.finish();
  }

  /** False where the program ended before it answered. */
  async #run(deadline: number): Promise<boolean> {
    const child = this.#child ?? this.#spawn();
    while (isRunning(child)) {
      const answered = await this.#program.ask().then(
        () => true,
        () => false,
      );
      if (answered) return true;
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(this.#explain("did not answer"));
      }
      await sleep(30);
    }
    return false;
  }

  #spawn(): ChildProcess {
    const { command, args, folder, user } = this.#program;
    const log = openSync(join(folder, "server.log"), "a");
    const child = spawn(command, args, {
      cwd: folder,
      detached: true, // The guard ends it. Ctrl+C is for the tests, which may want to close first.
      stdio: ["ignore", log, log],
      ...user,
    });
    closeSync(log);
    child.unref();
    child.on("error", () => this.#forget(child));
    child.on("exit", () => this.#forget(child));
    this.#child = child;
    this.#guard.watch(child.pid);
    return child;
  }

  #forget(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#guard.watch(undefined);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    child.ref();
    const alarm = setTimeout(() => child.kill("SIGKILL"), patience);
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    clearTimeout(alarm);
  }

  #explain(what: string): string {
    const lines = readFileSync(join(this.#program.folder, "server.log"), "utf8").trimEnd().split("\n");
    return `${this.#program.command} ${what}:\n${lines.slice(-10).join("\n")}`;
  }
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;
