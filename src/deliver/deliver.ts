import { CoexistenceError, isListenerError } from "../errors/index.ts";
import type { CoexistenceEvent, Delivery } from "../model/index.ts";
import { type BackOff, waitAfter } from "./back-off.ts";
import type { Failure, Ledger, Work } from "./ledger.ts";
import { within } from "./within.ts";

/** How events are delivered. */
export interface DeliverySettings {
  /** Calls the listeners. */
  dispatch(event: CoexistenceEvent, delivery: Delivery): Promise<void>;
  readonly ledger: Ledger;
  /** How long the listeners of an event may take, in milliseconds. */
  readonly lease: number;
  /** How often they are called before the event is given up. */
  readonly attempts: number;
  readonly backOff: BackOff;
  /** Whether listeners can join the transaction. */
  readonly joins: boolean;
  /** Waits, and lets others go on meanwhile. Rejects when the intake closes. */
  pause(milliseconds: number): Promise<void>;
}

/**
 * Delivers one event until it is done or given up.
 *
 * @throws what `pause` rejects with when the intake closes: the event is neither then, and comes again.
 */
export async function deliver(event: CoexistenceEvent, settings: DeliverySettings): Promise<void> {
  const { ledger, attempts, backOff, pause } = settings;
  for (let attempt = 1; ; attempt++) {
    if (await insist(settings, async () => ledger.isSettled(event.id))) return;
    const failure = await attemptOnce(event, attempt, settings);
    if (failure === undefined) return;
    if (attempt >= attempts) {
      await insist(settings, () => ledger.giveUp(event, { attempts: attempt, reason: describe(failure.error) }));
      return;
    }
    await pause(waitAfter(attempt, backOff));
  }
}

async function attemptOnce(
  event: CoexistenceEvent,
  attempt: number,
  settings: DeliverySettings,
): Promise<Failure | undefined> {
  const { dispatch, ledger, lease, joins } = settings;
  const work: Work[] = [];
  let isOpen = true;
  const tx = (joined: Work): void => {
    if (!isOpen)
      throw new CoexistenceError("deadline_exceeded", "The event is over: its transaction cannot be joined.");
    work.push(joined);
  };
  try {
    await within(lease, dispatch(event, joins ? { attempt, tx } : { attempt }));
  } catch (error) {
    return { error };
  } finally {
    isOpen = false;
  }
  return insist(settings, () => ledger.done(event, work));
}

/** A store that cannot be written to now is no failure of the listeners. It is tried until it can. */
async function insist<Value>({ pause, backOff }: DeliverySettings, act: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch {
      await pause(waitAfter(attempt, backOff));
    }
  }
}

const longestReason = 500;

/** What is kept of an error: of the application's own, in its own database. */
function describe(error: unknown): string {
  const cause: unknown = isListenerError(error) ? error.failures[0]?.error : error;
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return text.slice(0, longestReason);
}
