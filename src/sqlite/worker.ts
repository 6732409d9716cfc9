import { setMaxListeners } from "node:events";
import type { BackOff } from "../deliver/back-off.ts";
import { deliver } from "../deliver/deliver.ts";
import { laneOf } from "../deliver/lane-of.ts";
import { Lanes } from "../deliver/lanes.ts";
import { pauseUntil } from "../deliver/pause-until.ts";
import { CoexistenceError, IntakeError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { pause } from "../split/pause.ts";
import { synchronizedKindOf } from "../synchronization/is-bygone.ts";
import { cutWebhook } from "./cut-webhook.ts";
import { RowUnderWay } from "./row-under-way.ts";
import { type LedgerTables, sqliteLedger } from "./sqlite-ledger.ts";
import type { KeptWebhook, StoredWebhook, Webhooks } from "./webhooks.ts";

/** What a worker works with. */
export interface WorkerParts extends LedgerTables {
  readonly webhooks: Webhooks;
  readonly stream: Stream;
  /** Whether this process still has the lead, asked inside a transaction. */
  isLeading(): boolean;
  /** A webhook is done and gone. */
  onRemoved(): void;
}

/** How a worker delivers. */
export interface WorkerSettings {
  readonly lease: number;
  readonly attempts: number;
  readonly concurrency: number;
  readonly backOff: BackOff;
}

// What is held in memory, in bytes, of all chats and of one that does not get on.
const mostHeld = 32 * 1024 * 1024;
const mostHeldOfOne = 512 * 1024;
// A chat that has been at one event for longer than this, in milliseconds, does not get on.
const patienceWithLane = 2_000;
const rowsAtOnce = 32;

/** Delivers what is stored, for as long as its process has the lead. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #settings: WorkerSettings;
  readonly #lanes: Lanes;
  readonly #ending = new AbortController();
  readonly #rows = new Map<number, RowUnderWay>();
  /** Lanes of which more is stored than is held, each with the first webhook that has to be read again for it. */
  readonly #left = new Map<string, number>();
  /** Where what an earlier process left behind ends. */
  readonly #leftOverUntil: number;
  #last = 0;
  /** How far it has ever read. What it reads again may be done. */
  #furthest: number;
  #readAgainFrom = Number.POSITIVE_INFINITY;
  #filling: Promise<void> | undefined;
  #isOpen = true;
  #isWoken = false;
  readonly #onIdle: (() => void)[] = [];

  constructor(parts: WorkerParts, settings: WorkerSettings) {
    this.#parts = parts;
    this.#settings = settings;
    // Every chat that waits to try again listens to it: no leak, however many there are.
    setMaxListeners(0, this.#ending.signal);
    this.#lanes = new Lanes(settings.concurrency, (lane) => this.#endLane(lane));
    this.#leftOverUntil = parts.webhooks.last();
    this.#furthest = this.#leftOverUntil;
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
        this.#goBack();
        const found = this.#parts.webhooks.after(this.#last, rowsAtOnce);
        if (found.length === 0) return;
        for (const webhook of found) {
          if (!this.#isOpen) return;
          if (this.#goBack()) break;
          const kept = this.#parts.webhooks.withBody(webhook);
          this.#last = webhook.seq;
          if (kept !== undefined) await this.#take(kept);
        }
        await pause();
      }
    } catch {
      // A store that cannot be read now is asked again at the next turn.
    }
  }

  /** Cuts a webhook into its events and puts each into its lane, unless it is there already. */
  async #take(webhook: KeptWebhook): Promise<void> {
    const { seq } = webhook;
    const row = this.#rows.get(seq) ?? new RowUnderWay((isDone) => this.#endRow(seq, isDone));
    this.#rows.set(seq, row);
    row.read();
    try {
      for await (const { part, events } of cutWebhook(webhook, this.#parts.stream)) {
        const news = seq > this.#furthest ? events : events.filter((event) => !this.#isDone(event));
        for (const event of news) this.#put(event, part, row, part.body.length / events.length);
        while (this.#lanes.weight > mostHeld) await this.#pauseFor(10);
      }
    } catch (error) {
      if (!this.isStopped) this.#parts.stream.report(new IntakeError(error));
      // It stays in the store, whole, and comes again at the next start.
      row.leave();
    }
    this.#furthest = Math.max(this.#furthest, seq);
    row.endRead();
  }

  #isDone(event: CoexistenceEvent): boolean {
    // These can be done and come anew, which the ledger finds out.
    if (synchronizedKindOf(event) !== undefined) return false;
    try {
      return this.#parts.done.has(event.id);
    } catch {
      // Asked again before it is delivered.
      return false;
    }
  }

  #put(event: CoexistenceEvent, part: StoredWebhook, row: RowUnderWay, weight: number): void {
    if (row.has(event.id)) return;
    const lane = laneOf(event);
    if (this.#isFull(lane)) {
      row.leave();
      if (!this.#left.has(lane)) this.#left.set(lane, part.seq);
      return;
    }
    row.add(event.id);
    this.#lanes.add(lane, { weight, work: () => this.#deliver(event, part, row) });
  }

  /** A chat whose listener fails or hangs must not fill the memory that all the others need. */
  #isFull(lane: string): boolean {
    if (this.#left.has(lane)) return true;
    if (this.#lanes.heldFor(lane) <= patienceWithLane) return false;
    return this.#lanes.weightOf(lane) > mostHeldOfOne || this.#lanes.weight > mostHeld / 2;
  }

  /** What was left of a lane is read when all that was held of it is done, so that its order stays. */
  #endLane(lane: string): void {
    const from = this.#left.get(lane);
    if (from === undefined) return;
    this.#readAgainFrom = Math.min(this.#readAgainFrom, from);
    this.wake();
  }

  #goBack(): boolean {
    if (this.#readAgainFrom === Number.POSITIVE_INFINITY) return false;
    this.#last = Math.min(this.#last, this.#readAgainFrom - 1);
    this.#readAgainFrom = Number.POSITIVE_INFINITY;
    // Only now, and not when it ended: what is read further on would come before what was left.
    for (const lane of this.#left.keys()) if (this.#lanes.weightOf(lane) === 0) this.#left.delete(lane);
    return true;
  }

  async #deliver(event: CoexistenceEvent, part: StoredWebhook, row: RowUnderWay): Promise<void> {
    try {
      if (this.isStopped) return;
      await deliver(event, {
        stream: this.#parts.stream,
        ledger: sqliteLedger(this.#parts, {
          part,
          stream: this.#parts.stream,
          isLeftOver: part.seq <= this.#leftOverUntil,
          requireLead: () => this.#requireLead(),
        }),
        ...this.#settings,
        joins: true,
        pause: (milliseconds) => this.#lanes.pause(this.#pauseFor(milliseconds)),
      });
      row.settle(event.id);
    } catch {
      // The intake closes, or another process delivers now. The event is still stored.
    } finally {
      this.#tellIdle();
    }
  }

  /** Where removing fails or is cut short, all its events are found to be settled at the next start. */
  #endRow(seq: number, isDone: boolean): void {
    this.#rows.delete(seq);
    if (!isDone) return;
    const { group, webhooks, onRemoved } = this.#parts;
    group.run(() => webhooks.remove(seq), { canWait: true }).then(onRemoved, () => undefined);
  }

  /** Where another process has taken over, nothing of this one counts any more. */
  #requireLead(): void {
    if (this.#parts.isLeading()) return;
    this.stop();
    throw new CoexistenceError("intake_closed", "Another process delivers now.");
  }

  #pauseFor(milliseconds: number): Promise<void> {
    return pauseUntil(this.#ending.signal, milliseconds);
  }

  #isIdle(): boolean {
    return this.#filling === undefined && this.#lanes.isEmpty;
  }

  #tellIdle(): void {
    // The lane that calls is still counted until it has returned.
    setImmediate(() => {
      if (!this.#isIdle()) return;
      for (const resolve of this.#onIdle.splice(0)) resolve();
    });
  }
}
