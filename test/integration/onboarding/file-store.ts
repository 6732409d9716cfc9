import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OnboardingState } from "../../../src/client/index.ts";

/** A new folder. What is in it has to outlive processes and not the machine, so it is in memory where that can be had. */
export function createFolder(): string {
  return mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "onboarding-"));
}

/** Keeps states in a folder, one file a revision. Processes may share it: of several that save a revision, one succeeds. */
export class FileStore {
  readonly #folder: string;
  #written = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Stores a state if the one before is stored, and nobody stored this revision. */
  save(state: OnboardingState): boolean {
    const { revision } = state;
    if (revision < 1 || (revision > 1 && !existsSync(this.#path(revision - 1)))) return false;
    // A file that is linked is complete, and a name can be linked once.
    const draft = join(this.#folder, `${process.pid}-${this.#written++}.draft`);
    writeFileSync(draft, JSON.stringify(state), { flag: "wx" });
    try {
      linkSync(draft, this.#path(revision));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      unlinkSync(draft);
    }
  }

  /** The state that was stored last. */
  load(): OnboardingState | undefined {
    const revisions = readdirSync(this.#folder).flatMap((name) =>
      /^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : [],
    );
    if (revisions.length === 0) return undefined;
    return JSON.parse(readFileSync(this.#path(Math.max(...revisions)), "utf8"));
  }

  #path(revision: number): string {
    return join(this.#folder, `${revision}.json`);
  }
}
