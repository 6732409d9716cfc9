import { DoneMemory } from "./memory.ts";

/**
 * Lets the work for each id be done once: what is done already is skipped, and what is under way is waited for instead
 * of being started again. Work that failed may be tried again.
 *
 * @internal
 */
export class Once {
  readonly #done: DoneMemory;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(capacity: number) {
    this.#done = new DoneMemory(capacity);
  }

  /**
   * Does the work, unless it was done.
   *
   * @param isBygone - whether what was done at a time counts no more, and has to be done again. By default it always counts.
   * @returns whether this call did it.
   */
  async do(id: string, work: () => Promise<void>, isBygone?: (doneAt: Date) => Promise<boolean>): Promise<boolean> {
    const doneAt = this.#done.doneAt(id);
    if (doneAt !== undefined) {
      const isAnew = await isBygone?.(new Date(doneAt));
      // Somebody else may have done it anew meanwhile.
      if (!isAnew || this.#done.doneAt(id) !== doneAt) return false;
    }
    const running = this.#underWay.get(id);
    if (running !== undefined) {
      await running;
      return false;
    }
    const run = work();
    this.#underWay.set(id, run);
    try {
      await run;
      this.#done.add(id);
      return true;
    } finally {
      this.#underWay.delete(id);
    }
  }
}
