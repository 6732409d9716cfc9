import { CoexistenceError, ListenerError } from "../errors/index.ts";
import type { SynchronizationStore } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { applyEvent, isAboutNumber } from "../synchronization/apply-event.ts";
import { changesBetween } from "../synchronization/changes-between.ts";
import { describeSynchronization, nextChangeAt } from "../synchronization/describe-synchronization.ts";
import { isBygone, synchronizedKindOf } from "../synchronization/is-bygone.ts";
import { beginSynchronization, requestSynchronization } from "../synchronization/request-synchronization.ts";
import type {
  Synchronization,
  SynchronizationKind,
  SynchronizationOptions,
} from "../synchronization/synchronization.ts";
import type { SynchronizationEvent } from "../synchronization/synchronization-event.ts";
import type { SynchronizationState } from "../synchronization/synchronization-state.ts";

/** A synchronization that is about to be asked for. */
export interface ExpectedSync {
  /** The id of the business number. */
  readonly phoneNumberId: string;
  /** The WhatsApp Business Account. */
  readonly wabaId?: string | undefined;
  /** What is asked for. Default: both. */
  readonly kind?: SynchronizationKind | undefined;
  /**
   * When the number was onboarded: the same moment each time the same onboarding is meant, such as `startedAt` of a saved
   * onboarding. The 24 hours count from it. Leave it out where it is not known.
   */
  readonly onboardedAt?: Date | undefined;
  /** When it is asked for. Default: now. */
  readonly at?: Date | undefined;
}

/** Called when a synchronization came further, ended or stalled. */
export type SyncListener = (event: SynchronizationEvent) => unknown;

/** What a watch needs of its receiver. */
export interface WatchSettings extends SynchronizationOptions {
  readonly store: SynchronizationStore;
  /** Whether the store outlives the process. Default: true. */
  readonly keepsStates?: boolean;
  /** Tells what a listener threw. */
  report(error: CoexistenceError): void;
}

// Timers wait no longer than some weeks, and a clock may be set: the watch looks at least this often, in milliseconds.
const longestWait = 60 * 60 * 1000;
const shortestWait = 1_000;

/**
 * Follows the synchronizations of all numbers: adds each event to the state of its number, and tells what became of it,
 * also when nothing arrives.
 */
export class Watch {
  readonly #settings: WatchSettings;
  readonly #begun = new Date();
  readonly #listeners = new Set<SyncListener>();
  /** What was told last of each number. */
  readonly #told = new Map<string, Synchronization>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When it looks at all numbers next. */
  #nextLook = Number.POSITIVE_INFINITY;
  #isClosed = false;

  constructor(settings: WatchSettings) {
    this.#settings = settings;
  }

  onSync(listener: SyncListener): () => void {
    if (typeof listener !== "function") {
      throw new CoexistenceError("invalid_option", 'The listener of "sync" is not a function.');
    }
    // The same function registered twice is called twice, as with every other event.
    const entry: SyncListener = (event) => listener(event);
    this.#listeners.add(entry);
    this.#lookBy(Date.now());
    return () => this.#listeners.delete(entry);
  }

  async describe(phoneNumberId: string): Promise<Synchronization | undefined> {
    const state = await this.#read(phoneNumberId);
    return state && describeSynchronization(state, new Date(), this.#settings);
  }

  async expect({ kind, at = new Date(), ...number }: ExpectedSync): Promise<void> {
    const kinds: readonly SynchronizationKind[] = kind === undefined ? ["contacts", "history"] : [kind];
    const { onboardedAt } = number;
    await this.#update(number.phoneNumberId, (state) => {
      const begun = onboardedAt === undefined ? state : beginSynchronization(state, { ...number, onboardedAt });
      return kinds.reduce<SynchronizationState | undefined>(
        (known, requested) => requestSynchronization(known, { ...number, kind: requested, at }),
        begun,
      );
    });
  }

  /** Adds an event to the numbers it is about. Adding it twice changes nothing. */
  async add(event: CoexistenceEvent): Promise<void> {
    if (event.type === "account") {
      for (const number of await this.#settings.store.numbers()) {
        await this.#update(number, (state) =>
          state && isAboutNumber(state, event) ? applyEvent(state, event) : state,
        );
      }
    } else if (event.phoneNumberId !== undefined && concernsSynchronization(event)) {
      await this.#update(event.phoneNumberId, (state) => applyEvent(state, event));
    }
  }

  /** Whether an event that was done at a time has to be delivered again. */
  async isBygone(event: CoexistenceEvent, doneAt: Date): Promise<boolean> {
    const { phoneNumberId } = event;
    if (phoneNumberId === undefined || synchronizedKindOf(event) === undefined) return false;
    // Of the time before there is no state, whether or not it was forgotten.
    if (this.#settings.keepsStates === false && doneAt < this.#begun) return false;
    return isBygone(await this.#read(phoneNumberId), event, doneAt);
  }

  async forget(phoneNumberId: string): Promise<boolean> {
    this.#told.delete(phoneNumberId);
    return this.#settings.store.remove(phoneNumberId);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** What it hands to a store comes back from it as it was. */
  async #read(phoneNumberId: string): Promise<SynchronizationState | undefined> {
    return (await this.#settings.store.read(phoneNumberId)) as SynchronizationState | undefined;
  }

  async #update(
    phoneNumberId: string,
    change: (state: SynchronizationState | undefined) => SynchronizationState | undefined,
  ): Promise<void> {
    const now = new Date();
    let states: readonly [before: SynchronizationState | undefined, after: SynchronizationState] | undefined;
    await this.#settings.store.update(phoneNumberId, (stored) => {
      const before = stored as SynchronizationState | undefined;
      const after = change(before);
      if (after !== undefined && after !== before) states = [before, after];
      return after;
    });
    if (states === undefined) return;
    const [before, after] = states;
    this.#tell(before && describeSynchronization(before, now, this.#settings), after, now);
    // Others have not changed, so there is nothing to see of them before the look that is planned.
    const next = nextChangeAt(after, now, this.#settings);
    if (next !== undefined) this.#lookBy(next.getTime());
  }

  #tell(before: Synchronization | undefined, state: SynchronizationState, now: Date): void {
    const after = describeSynchronization(state, now, this.#settings);
    const events = changesBetween(this.#told.get(after.phoneNumberId) ?? before, after);
    this.#told.set(after.phoneNumberId, after);
    for (const event of events) for (const listener of this.#listeners) void this.#call(listener, event);
  }

  async #call(listener: SyncListener, event: SynchronizationEvent): Promise<void> {
    try {
      await listener(event);
    } catch (error) {
      this.#settings.report(new ListenerError([{ eventType: event.type, eventId: event.id, error }]));
    }
  }

  /** Looks at all numbers by a time, and then whenever one of them changes by the passing of time alone. */
  #lookBy(time: number): void {
    if (this.#isClosed || this.#listeners.size === 0 || time >= this.#nextLook) return;
    this.#nextLook = time;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), Math.max(0, time - Date.now()));
    // A program that has nothing else to do may end.
    (this.#timer as { unref?(): void }).unref?.();
  }

  async #look(): Promise<void> {
    this.#nextLook = Number.POSITIVE_INFINITY;
    let wait = longestWait;
    try {
      for (const number of await this.#settings.store.numbers()) {
        const state = await this.#read(number);
        if (state === undefined) continue;
        const now = new Date();
        // After a restart: what had been told when something last arrived.
        this.#tell(describeSynchronization(state, lastSignOf(state, now, this.#settings), this.#settings), state, now);
        const next = nextChangeAt(state, now, this.#settings);
        if (next !== undefined) wait = Math.min(wait, next.getTime() - now.getTime());
      }
    } catch {
      // A store that cannot be read now is read at the next look.
      wait = shortestWait;
    }
    this.#lookBy(Date.now() + Math.max(shortestWait, wait));
  }
}

/** Live messages are the most and say nothing about a synchronization. */
function concernsSynchronization({ type }: CoexistenceEvent): boolean {
  return type !== "message" && type !== "echo" && type !== "status";
}

/** When something last happened. */
function lastSignOf(state: SynchronizationState, now: Date, settings: SynchronizationOptions): Date {
  const { onboardedAt, contacts, history } = describeSynchronization(state, now, settings);
  const times = [onboardedAt, contacts, history].flatMap((sign) =>
    sign === undefined || sign instanceof Date
      ? (sign ?? [])
      : [sign.requestedAt ?? [], sign.lastReceivedAt ?? []].flat(),
  );
  const known = times.map((time) => time.getTime()).filter((time) => time <= now.getTime());
  return known.length === 0 ? now : new Date(Math.max(...known));
}
