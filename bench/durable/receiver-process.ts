import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runReceivers } from "./receiver.ts";
import type { Ports, Question, Usage } from "./wire.ts";

const flag = "--receivers";

/**
 * Does the work of the receivers where this process was started for it.
 *
 * @returns whether it was.
 */
export async function isReceiverProcess(): Promise<boolean> {
  const place = process.argv.indexOf(flag);
  if (place === -1) return false;
  await runReceivers(process.argv[place + 1] as string);
  return true;
}

/** The receivers, seen from the process that measures them. */
export class ReceiverProcess {
  readonly ports: Ports;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string, ports: Ports) {
    this.#child = child;
    this.#folder = folder;
    this.ports = ports;
  }

  static async start(): Promise<ReceiverProcess> {
    const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-bench-"));
    const child = fork(process.argv[1] as string, [flag, join(folder, "bench.db")]);
    const [ports] = (await once(child, "message")) as [Ports];
    return new ReceiverProcess(child, folder, ports);
  }

  /** What it did since it was last asked. */
  usage(): Promise<Usage> {
    return this.#ask("usage");
  }

  /** Waits until all that is stored is delivered. */
  async settled(): Promise<void> {
    await this.#ask("settled");
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ask<Answer>(question: Question): Promise<Answer> {
    const answered = once(this.#child, "message");
    this.#child.send(question);
    const [answer] = await answered;
    return answer as Answer;
  }
}
