/** A stored webhook whose events are being delivered. It is removed when nothing of it is left. */
export class RowUnderWay {
  readonly #events = new Set<string>();
  readonly #end: (isDone: boolean) => void;
  #isRead = false;
  #isLeft = false;

  /** @param end - told when no event of it is under way any more, and whether all of them are settled. */
  constructor(end: (isDone: boolean) => void) {
    this.#end = end;
  }

  /** It is read, from its beginning, perhaps not for the first time. */
  read(): void {
    this.#isRead = false;
    this.#isLeft = false;
  }

  has(id: string): boolean {
    return this.#events.has(id);
  }

  add(id: string): void {
    this.#events.add(id);
  }

  /** An event of it stays in the store for now. */
  leave(): void {
    this.#isLeft = true;
  }

  settle(id: string): void {
    this.#events.delete(id);
    this.#tell();
  }

  /** All of it was read. */
  endRead(): void {
    this.#isRead = true;
    this.#tell();
  }

  #tell(): void {
    if (this.#isRead && this.#events.size === 0) this.#end(!this.#isLeft);
  }
}
