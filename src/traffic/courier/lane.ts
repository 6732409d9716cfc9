/** How many webhooks are held at a time, those that wait for another attempt included. */
const mostHeld = 128;

/** The webhooks of one number: how many are sent at a time, in which order, and how many are held. */
export class Lane {
  /** Those who wait for their turn to send, first come, first served. */
  readonly #queue: (() => void)[] = [];
  readonly #room: number;
  #whenRoom: (() => void)[] = [];
  #free: number;
  #held = 0;

  constructor(concurrency: number) {
    this.#free = concurrency;
    this.#room = Math.max(mostHeld, concurrency);
  }

  /** Ends when there is room for another webhook. */
  hasRoom(): Promise<void> {
    if (this.#held < this.#room) return Promise.resolve();
    return new Promise((resolve) => this.#whenRoom.push(resolve));
  }

  hold(): void {
    this.#held += 1;
  }

  letGo(): void {
    this.#held -= 1;
    this.#whenRoom.shift()?.();
  }

  /** Does something when it is its turn: nothing of it is done before, so that what began first also arrives first. */
  async send<Value>(act: () => Promise<Value>): Promise<Value> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await act();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
