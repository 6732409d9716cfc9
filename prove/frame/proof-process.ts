import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Figures, Proof, Size } from "../proof.ts";
import type { Result, Said } from "./result.ts";

const runOne = new URL("run-one.ts", import.meta.url);

// A proof that hangs must not keep the others from running.
const patience: Readonly<Record<Size, number>> = {
  quick: 5 * 60_000,
  short: 20 * 60_000,
  deep: 4 * 60 * 60_000,
};

export interface ProofSettings {
  readonly size: Size;
  readonly seed: number;
  /** What runs the proof, for the tests of this. */
  readonly program?: URL;
  print(line: string): void;
}

/**
 * A proof in a process of its own: what it breaks, leaves behind or does to the clock is gone with it, and so are the
 * processes that it started and the files that it wrote.
 */
export class ProofProcess {
  readonly result: Promise<Result>;
  readonly #child: ChildProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), "whatsapp-coexistence-proof-"));

  constructor(proof: Pick<Proof, "name" | "promise">, settings: ProofSettings) {
    const { size, seed, program = runOne } = settings;
    this.#child = fork(fileURLToPath(program), [proof.name, size, String(seed)], {
      execArgv: ["--import", "tsx"],
      // A group of its own, with all that it starts, so that the whole of it can be ended.
      detached: true,
      env: { ...process.env, TMPDIR: this.#folder },
    });
    this.result = this.#follow(proof, settings);
  }

  /** Ends it and all that it started. */
  async end(): Promise<void> {
    this.#kill();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  async #follow(proof: Pick<Proof, "name" | "promise">, { size, print }: ProofSettings): Promise<Result> {
    const begun = performance.now();
    const leftOut: string[] = [];
    let figures: Figures = [];
    let failure: string | undefined = "Its process ended before it was done.";
    const time = (): string => `${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  `;
    const alarm = setTimeout(() => {
      failure = `It was not done after ${patience[size] / 60_000} minutes.`;
      this.#kill();
    }, patience[size]);
    await new Promise<void>((resolve) => {
      this.#child.on("message", (message) => {
        const said = message as Said;
        if (said.kind === "progress") print(time() + said.line);
        else if (said.kind === "leftOut") {
          leftOut.push(said.line);
          print(`${time()}Left out: ${said.line}`);
        } else {
          figures = said.figures;
          failure = said.kind === "broken" ? said.failure : undefined;
        }
      });
      this.#child.once("exit", () => resolve());
      this.#child.once("error", () => resolve());
    });
    clearTimeout(alarm);
    await this.end();
    const { name, promise } = proof;
    return { proof: { name, promise }, seconds: (performance.now() - begun) / 1000, figures, leftOut, failure };
  }

  #kill(): void {
    try {
      if (this.#child.pid !== undefined) process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // Nobody of it is left.
    }
  }
}
