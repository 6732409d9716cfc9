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
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** When the event was done, in Unix milliseconds, where it is remembered. */
  doneAt(id: string): number | undefined {
    return this.#young.get(id) ?? this.#old.get(id);
  }

  /** Remembers that the event was done. */
  add(id: string): void {
    this.#young.set(id, Date.now());
    if (this.#young.size < this.#capacity) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
