import { EventGivenUpError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent } from "../model/index.ts";
import { attemptDelivery } from "./attempt.ts";
import { type BackOff, waitAfter } from "./back-off.ts";
import { describeFailure } from "./describe-failure.ts";
import type { Ledger } from "./ledger.ts";

/** How events are delivered. */
export interface DeliverySettings {
  readonly stream: Pick<Stream, "dispatch" | "report" | "observe">;
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
  const { stream, ledger, attempts, backOff, pause, lease, joins } = settings;
  if (await insist(settings, async () => ledger.isSettled(event))) {
    stream.observe({ name: "repeated", eventType: event.type, eventId: event.id });
    return;
  }
  for (let before = 0; ; ) {
    const number = await insist(settings, async () => ledger.begin(event, before));
    // Each time that the process ended while the listeners were at work was an attempt.
    if (number > attempts)
      return giveUp(event, settings, number - 1, "The process ended while its listeners were called.");
    const failure = await attemptDelivery(event, stream, {
      number,
      lease,
      joins,
      done: (work) => insist(settings, () => ledger.done(event, work)),
    });
    if (failure === undefined) return;
    if (number >= attempts) return giveUp(event, settings, number, describeFailure(failure.error));
    await pause(waitAfter(number, backOff));
    before = number;
  }
}

async function giveUp(
  event: CoexistenceEvent,
  settings: DeliverySettings,
  attempts: number,
  reason: string,
): Promise<void> {
  const { stream, ledger } = settings;
  await insist(settings, () => ledger.giveUp(event, { attempts, reason }));
  stream.observe({ name: "given_up", eventType: event.type, eventId: event.id, attempts });
  stream.report(new EventGivenUpError(event.type, event.id, attempts));
}

// A store that is back should be noticed soon, in milliseconds.
const storeBackOff: BackOff = { first: 50, longest: 1_000 };

/** A store that cannot be written to now is no failure of the listeners. It is tried until it can. */
async function insist<Value>({ pause }: DeliverySettings, act: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch {
      await pause(waitAfter(attempt, storeBackOff));
    }
  }
}
