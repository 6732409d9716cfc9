import { CoexistenceError, isCoexistenceError } from "./coexistence-error.ts";

/** One listener's failure: which event it was given, and what it threw. */
export interface ListenerFailure {
  /** The `type` of the event. */
  readonly eventType: string;
  /** The `id` of the event. */
  readonly eventId: string;
  /** What the listener threw or rejected with. */
  readonly error: unknown;
}

/**
 * One or more listeners failed; all of them ran.
 *
 * The message names the events by type and id. What the listeners threw is in {@link ListenerError.failures}, which
 * is not printed with the error, because it is the application's own and may hold anything.
 *
 * @example
 * ```ts
 * import { Dispatcher, type ListenerError, parseWebhook } from "whatsapp-coexistence";
 *
 * const dispatcher = new Dispatcher();
 * dispatcher.onUnknown(() => {
 *   throw new Error("the database is away");
 * });
 * for (const event of parseWebhook({ hello: "world" })) {
 *   await dispatcher.dispatch(event).catch((error: ListenerError) => console.log(error.failures.length)); // 1
 * }
 * ```
 */
export class ListenerError extends CoexistenceError {
  override readonly name = "ListenerError";
  /** Every failure, in the order in which the listeners failed. */
  declare readonly failures: readonly ListenerFailure[];

  constructor(failures: readonly ListenerFailure[]) {
    const events = [...new Set(failures.map(({ eventType, eventId }) => `${eventType} (${eventId})`))];
    const named = events.slice(0, 3).join(", ") + (events.length > 3 ? ` and ${events.length - 3} more` : "");
    super("listener_failed", `${failures.length} listener call(s) failed for ${named}.`);
    Object.defineProperty(this, "failures", { value: failures, enumerable: false });
  }
}

/**
 * Tells whether a caught value is a {@link ListenerError}, whichever copy of the package made it.
 *
 * @example
 * ```ts
 * import { createCoexistence, isListenerError } from "whatsapp-coexistence";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef" });
 * coexistence.onError((error) => {
 *   if (isListenerError(error)) for (const failure of error.failures) console.error(failure.eventId, failure.error);
 * });
 * ```
 */
export function isListenerError(value: unknown): value is ListenerError {
  return isCoexistenceError(value) && value.code === "listener_failed";
}
