import type { Queue } from "bullmq";
import type { EventJob } from "./job-data.ts";
import type { Records } from "./records.ts";

/**
 * Wakes an event when the one before it in its lane is settled, on whatever machine that happens.
 *
 * The one that waits writes down that it does and looks again afterwards; the one that is settled looks who waits for it.
 * Whoever comes second sees the other. Should a process die between the two, the wait ends by itself.
 */
export class Successors {
  readonly #events: Queue<EventJob>;
  readonly #records: Records;

  constructor(events: Queue<EventJob>, records: Records) {
    this.#events = events;
    this.#records = records;
  }

  /** Whether an event is done, was given up, or is forgotten. */
  async isSettled(id: string): Promise<boolean> {
    return settledStates.has(await this.#events.getJobState(id));
  }

  /** Notes that an event waits for another. */
  note(id: string, after: string): Promise<void> {
    return this.#records.write(new Map([[keyOf(after), id]]));
  }

  /** Called once an event has begun to wait, in case that the other was settled meanwhile. */
  async lookAgain(id: string, after: string): Promise<void> {
    if (await this.isSettled(after)) await this.#wake(id);
  }

  /** Called once an event is settled. */
  async wakeAfter(id: string): Promise<void> {
    const next = await this.#records.take(keyOf(id));
    if (next !== undefined) await this.#wake(next);
  }

  async #wake(id: string): Promise<void> {
    // Not `promote`: in PostgreSQL, two that promote a job at once can begin it twice. Due now is due once. Where it does
    // not wait, somebody else has woken it, or it has only been added.
    await this.#events
      .getBackend()
      .changeDelay(id, 0)
      .catch(() => undefined);
  }
}

const settledStates: ReadonlySet<string> = new Set(["completed", "failed", "unknown"]);

function keyOf(after: string): string {
  return `after ${after}`;
}
