/**
 * Does work in lanes: one thing after the other in each, the lanes side by side, and no more than so many at once.
 */
export class Lanes {
  readonly #limit: number;
  readonly #lanes = new Map<string, (() => Promise<void>)[]>();
  /** Lanes whose next work waits for a free place. */
  readonly #ready: string[] = [];
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many pieces of work are under way or waiting. */
  get size(): number {
    let size = this.#running;
    for (const waiting of this.#lanes.values()) size += waiting.length;
    return size;
  }

  /** Puts work at the end of a lane. It must not reject. */
  add(lane: string, work: () => Promise<void>): void {
    const waiting = this.#lanes.get(lane);
    if (waiting !== undefined) {
      waiting.push(work);
      return;
    }
    this.#lanes.set(lane, [work]);
    this.#ready.push(lane);
    this.#fill();
  }

  /**
   * Waits outside the limit: a lane that waits to try again keeps its own order and takes nobody's place.
   */
  async pause(waiting: Promise<void>): Promise<void> {
    this.#running--;
    this.#fill();
    try {
      await waiting;
    } finally {
      this.#running++;
    }
  }

  #fill(): void {
    while (this.#running < this.#limit) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      void this.#run(lane);
    }
  }

  async #run(lane: string): Promise<void> {
    const waiting = this.#lanes.get(lane);
    const work = waiting?.shift();
    this.#running++;
    try {
      await work?.();
    } finally {
      this.#running--;
      if (waiting === undefined || waiting.length === 0) this.#lanes.delete(lane);
      else this.#ready.push(lane);
      this.#fill();
    }
  }
}
