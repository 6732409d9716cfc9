import type { Observer } from "../observe/index.ts";
import type { Webhooks } from "./webhooks.ts";

// Counting looks at every webhook, in milliseconds.
const countEvery = 5_000;
const tellEvery = 1_000;

/** How many webhooks wait: counted now and then, because other processes store and deliver as well. */
export class Backlog {
  readonly #webhooks: Webhooks;
  readonly #observe: Observer;
  #size = 0;
  #counted = Number.NEGATIVE_INFINITY;
  #told = Number.NEGATIVE_INFINITY;
  #toldSize = 0;

  constructor(webhooks: Webhooks, observe: Observer) {
    this.#webhooks = webhooks;
    this.#observe = observe;
  }

  get size(): number {
    return this.#size;
  }

  add(): void {
    this.#size++;
  }

  remove(): void {
    // One that was stored by another process is in no count of this one yet.
    this.#size = Math.max(0, this.#size - 1);
  }

  /** Counts, and tells, where it is time to. */
  look(now: number): void {
    if (now - this.#counted >= countEvery) {
      this.#size = this.#webhooks.count();
      this.#counted = now;
    }
    if (now - this.#told < tellEvery || (this.#size === 0 && this.#toldSize === 0)) return;
    const oldest = this.#webhooks.oldest();
    const age = oldest === undefined ? 0 : Math.max(0, now - oldest);
    this.#observe({ name: "backlog", webhooks: this.#size, age });
    this.#told = now;
    this.#toldSize = this.#size;
  }
}
