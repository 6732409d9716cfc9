import type { BackOff } from "../deliver/back-off.ts";
import { deliver } from "../deliver/deliver.ts";
import { laneOf } from "../deliver/lane-of.ts";
import { Lanes } from "../deliver/lanes.ts";
import type { Failure, GivenUp, Ledger, Work } from "../deliver/ledger.ts";
import { CoexistenceError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { splitWebhook } from "../split/split-webhook.ts";
import type { SqliteDatabase } from "./database.ts";
import type { DeadLetterTable } from "./dead-letter-table.ts";
import type { DoneEvents } from "./done-events.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { StoredWebhook, Webhooks } from "./webhooks.ts";

/** What a worker works with. */
export interface WorkerParts {
  readonly database: SqliteDatabase;
  readonly group: GroupCommit;
  readonly webhooks: Webhooks;
  readonly done: DoneEvents;
  readonly deadLetters: DeadLetterTable;
  readonly stream: Stream;
  /** Whether this process still has the lead, asked inside a transaction. */
  isLeading(): boolean;
  now(): number;
}

/** How a worker delivers. */
export interface WorkerSettings {
  readonly lease: number;
  readonly attempts: number;
  readonly concurrency: number;
  readonly backOff: BackOff;
}

// As many events as are worth holding in memory; a chunk of history counts as one.
const mostEvents = 512;

/** Delivers what is stored, for as long as its process has the lead. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #settings: WorkerSettings;
  readonly #lanes: Lanes;
  readonly #ending = new AbortController();
  #last = 0;
  #filling: Promise<void> | undefined;
  #isOpen = true;
  #isWoken = false;
  readonly #onIdle: (() => void)[] = [];

  constructor(parts: WorkerParts, settings: WorkerSettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#lanes = new Lanes(settings.concurrency);
  }

  /** Whether it has been stopped. */
  get isStopped(): boolean {
    return this.#ending.signal.aborted;
  }

  /** Looks for webhooks that it does not have yet. */
  wake(): void {
    if (!this.#isOpen) return;
    // It may have looked already where something has just been stored.
    this.#isWoken = this.#filling !== undefined;
    if (this.#isWoken) return;
    this.#filling = this.#fill().finally(() => {
      this.#filling = undefined;
      if (this.#isWoken) this.wake();
      this.#tellIdle();
    });
  }

  /** Begins nothing more, and waits for the listeners at work. What waits is stored, and comes at the next start. */
  async drain(): Promise<void> {
    this.stop();
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#onIdle.push(resolve));
  }

  /** Stops without waiting: what is under way comes again. */
  stop(): void {
    this.#isOpen = false;
    this.#ending.abort();
  }

  async #fill(): Promise<void> {
    try {
      while (this.#isOpen) {
        const found = this.#parts.webhooks.after(this.#last, 32);
        if (found.length === 0) return;
        for (const webhook of found) {
          if (!this.#isOpen) return;
          this.#last = webhook.seq;
          await this.#take(webhook);
        }
      }
    } catch {
      // A store that cannot be read now is asked again at the next turn.
    }
  }

  /** Cuts a webhook into its events and puts each into its lane. */
  async #take(webhook: StoredWebhook): Promise<void> {
    const rest = new Countdown(() => this.#remove(webhook));
    for await (const body of splitWebhook(webhook.body)) {
      const part = { ...webhook, body };
      for (const event of this.#parts.stream.parse(part)) {
        rest.add();
        this.#lanes.add(laneOf(event), () => this.#deliver(event, part, rest));
      }
      while (this.#lanes.size > mostEvents) await this.#pauseFor(10);
    }
    rest.end();
  }

  async #deliver(event: CoexistenceEvent, part: StoredWebhook, rest: Countdown): Promise<void> {
    const { stream } = this.#parts;
    try {
      if (this.#ending.signal.aborted) return;
      await deliver(event, {
        dispatch: (delivered, delivery) => stream.dispatch(delivered, delivery),
        ledger: this.#ledgerFor(part),
        ...this.#settings,
        joins: true,
        pause: (milliseconds) => this.#lanes.pause(this.#pauseFor(milliseconds)),
      });
      rest.settle();
    } catch {
      // The intake closes, or another process delivers now. The event is still stored.
    } finally {
      this.#tellIdle();
    }
  }

  /** All events of a webhook are settled. Where this fails or is cut short, they are found to be so at the next start. */
  #remove({ seq }: StoredWebhook): void {
    this.#parts.group.run(() => this.#parts.webhooks.remove(seq)).catch(() => undefined);
  }

  #ledgerFor(part: StoredWebhook): Ledger {
    const { database, group, done, deadLetters, now } = this.#parts;
    return {
      isSettled: (id) => done.has(id),
      done: async (event: CoexistenceEvent, work: readonly Work[]) => {
        let failure: Failure | undefined;
        const commit = (): void => {
          this.#requireLead();
          for (const act of work) failure ??= attempt(() => act(database));
          // Thrown, so that what was done of the work is taken back.
          if (failure !== undefined) throw failure.error;
          done.add(event.id, now());
        };
        try {
          await group.run(commit, { mayFail: work.length > 0 });
        } catch (error) {
          if (failure === undefined) throw error;
        }
        return failure;
      },
      giveUp: (event: CoexistenceEvent, why: GivenUp) =>
        group.run(() => {
          this.#requireLead();
          deadLetters.insert(event, part, why, now());
        }),
    };
  }

  /** Where another process has taken over, nothing of this one counts any more. */
  #requireLead(): void {
    if (this.#parts.isLeading()) return;
    this.stop();
    throw new CoexistenceError("intake_closed", "Another process delivers now.");
  }

  async #pauseFor(milliseconds: number): Promise<void> {
    const { signal } = this.#ending;
    await new Promise<void>((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        reject(new CoexistenceError("intake_closed", "The intake closes."));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", end);
        resolve();
      }, milliseconds);
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    });
  }

  #isIdle(): boolean {
    return this.#filling === undefined && this.#lanes.size === 0;
  }

  #tellIdle(): void {
    // The lane that calls is still counted until it has returned.
    setImmediate(() => {
      if (!this.#isIdle()) return;
      for (const resolve of this.#onIdle.splice(0)) resolve();
    });
  }
}

function attempt(work: () => void): Failure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** Counts what is left of a webhook, of which the whole number is not known at first. */
class Countdown {
  readonly #then: () => void;
  #left = 1;

  constructor(then: () => void) {
    this.#then = then;
  }

  add(): void {
    this.#left++;
  }

  settle(): void {
    this.#left--;
    if (this.#left === 0) this.#then();
  }

  /** Nothing more is added. */
  end(): void {
    this.settle();
  }
}
