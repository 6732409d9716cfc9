interface Piece {
  readonly weight: number;
  readonly work: () => Promise<void>;
}

/** What waits in a lane, and when its present work began. */
interface Lane {
  readonly waiting: Piece[];
  /** Of what waits and what is under way. */
  weight: number;
  since: number;
}

/**
 * Does work in lanes: one thing after the other in each, the lanes side by side, and no more than so many at once.
 */
export class Lanes {
  readonly #limit: number;
  readonly #onEmpty: (lane: string) => void;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes whose next work waits for a free place. */
  readonly #ready: string[] = [];
  /** Work that has waited, and goes on where there is a free place. */
  readonly #back: (() => void)[] = [];
  #running = 0;
  #weight = 0;

  /** @param onEmpty - told of a lane whose last work is done. */
  constructor(limit: number, onEmpty: (lane: string) => void = () => undefined) {
    this.#limit = limit;
    this.#onEmpty = onEmpty;
  }

  /** Whether nothing is under way or waiting. */
  get isEmpty(): boolean {
    return this.#lanes.size === 0;
  }

  /** What all work weighs that is under way or waiting. */
  get weight(): number {
    return this.#weight;
  }

  /** What the work of one lane weighs. */
  weightOf(lane: string): number {
    return this.#lanes.get(lane)?.weight ?? 0;
  }

  /** For how long a lane has been at the same piece of work, in milliseconds. */
  heldFor(lane: string): number {
    const since = this.#lanes.get(lane)?.since;
    return since === undefined ? 0 : performance.now() - since;
  }

  /** Puts work at the end of a lane. It must not reject. */
  add(name: string, piece: Piece): void {
    this.#weight += piece.weight;
    const lane = this.#lanes.get(name);
    if (lane !== undefined) {
      lane.weight += piece.weight;
      lane.waiting.push(piece);
      return;
    }
    this.#lanes.set(name, { waiting: [piece], weight: piece.weight, since: performance.now() });
    this.#ready.push(name);
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
      if (this.#running < this.#limit) this.#running++;
      else await new Promise<void>((resolve) => this.#back.push(resolve));
    }
  }

  #fill(): void {
    while (this.#running < this.#limit) {
      const goOn = this.#back.shift();
      if (goOn !== undefined) {
        this.#running++;
        goOn();
        continue;
      }
      const name = this.#ready.shift();
      if (name === undefined) return;
      void this.#run(name, this.#lanes.get(name) as Lane);
    }
  }

  async #run(name: string, lane: Lane): Promise<void> {
    const { work, weight } = lane.waiting.shift() as Piece;
    lane.since = performance.now();
    this.#running++;
    try {
      await work();
    } finally {
      this.#running--;
      this.#weight -= weight;
      lane.weight -= weight;
      if (lane.waiting.length > 0) this.#ready.push(name);
      else this.#lanes.delete(name);
      if (lane.waiting.length === 0) this.#onEmpty(name);
      this.#fill();
    }
  }
}
