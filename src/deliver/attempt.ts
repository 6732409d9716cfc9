import { CoexistenceError, isListenerError, ListenerError } from "../errors/index.ts";
import type { Stream } from "../intake/index.ts";
import type { CoexistenceEvent, Transaction } from "../model/index.ts";
import { within } from "../runtime/within.ts";
import type { Failure, Work } from "./ledger.ts";

/** One call of the listeners of an event. */
export interface Attempt {
  /** Which it is: 1 at first. */
  readonly number: number;
  /** How long it may take, in milliseconds. */
  readonly lease: number;
  /** Whether listeners can join the transaction. */
  readonly joins: boolean;
  /** Marks the event as done, together with the work, unless that fails. */
  done(work: readonly Work[]): Promise<Failure | undefined>;
}

/**
 * Calls the listeners of an event once, and tells what came of it.
 *
 * @returns why it failed, where it did.
 */
export async function attemptDelivery(
  event: CoexistenceEvent,
  stream: Pick<Stream, "dispatch" | "report" | "observe">,
  { number, lease, joins, done }: Attempt,
): Promise<Failure | undefined> {
  const { type: eventType, id: eventId } = event;
  const begun = performance.now();
  let milliseconds = 0;
  const work: Work[] = [];
  let isOpen = true;
  const tx: Transaction = <Database>(joined: (database: Database) => void) => {
    if (!isOpen)
      throw new CoexistenceError("deadline_exceeded", "The event is over: its transaction cannot be joined.");
    work.push(joined as Work);
  };
  const call = async (): Promise<Failure | undefined> => {
    try {
      await within(lease, stream.dispatch(event, joins ? { attempt: number, tx } : { attempt: number }), isLate);
    } catch (error) {
      return { error };
    } finally {
      isOpen = false;
      milliseconds = performance.now() - begun;
    }
    return done(work);
  };
  const failure = await call();
  if (failure === undefined) {
    const lag = Math.max(0, Date.now() - event.receivedAt.getTime());
    stream.observe({ name: "delivered", eventType, eventId, attempt: number, milliseconds, lag });
    return undefined;
  }
  stream.observe({ name: "failed", eventType, eventId, attempt: number, milliseconds });
  // What a listener threw was reported where it was called. A time that is over, and work in the transaction, were not.
  if (!isListenerError(failure.error)) {
    stream.report(new ListenerError([{ eventType, eventId, error: failure.error }]));
  }
  return failure;

  function isLate(): CoexistenceError {
    return new CoexistenceError("deadline_exceeded", `The listeners were not done after ${lease} ms.`);
  }
}
