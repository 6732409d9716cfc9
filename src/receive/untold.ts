import type { CoexistenceEvent } from "../model/index.ts";

const remembered = 1_000;

/** Remembers what was told of, because an intake may read a webhook several times: to cut it, and for each attempt. */
export class Untold {
  readonly #told = new Set<string>();

  /** The events of which nothing was told yet. Now it is. */
  of(events: readonly CoexistenceEvent[]): CoexistenceEvent[] {
    const untold = events.filter(({ type, id }) => type === "unknown" && !this.#told.has(id));
    for (const { id } of untold) this.#told.add(id);
    // A set keeps its order: the oldest are forgotten.
    for (const id of this.#told) {
      if (this.#told.size <= remembered) break;
      this.#told.delete(id);
    }
    return untold;
  }
}
