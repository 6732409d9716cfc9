/**
 * Remembers which events are done, in memory and bounded: two generations of ids, of which the older is forgotten when
 * the younger is full. So at least `capacity` of the newest ids are known, and at most twice as many are held.
 *
 * It lives as long as the process, so it catches what is repeated soon. A sender repeats for seven days: for that, the
 * memory has to outlive the process.
 *
 * @internal
 */
export class DoneMemory {
  readonly #capacity: number;
  #young = new Set<string>();
  #old = new Set<string>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether the event was done. */
  has(id: string): boolean {
    return this.#young.has(id) || this.#old.has(id);
  }

  /** Remembers that the event was done. */
  add(id: string): void {
    this.#young.add(id);
    if (this.#young.size < this.#capacity) return;
    this.#old = this.#young;
    this.#young = new Set();
  }
}
