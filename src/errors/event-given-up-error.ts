import { CoexistenceError, isCoexistenceError } from "./coexistence-error.ts";

/**
 * The listeners of an event failed so often that it was put aside. It lies among the dead letters, where it can be replayed.
 *
 * @example
 * ```ts
 * import { createCoexistence, isEventGivenUpError } from "whatsapp-coexistence";
 *
 * const coexistence = createCoexistence({ appSecret: "0123456789abcdef0123456789abcdef" });
 * coexistence.onError((error) => {
 *   if (isEventGivenUpError(error)) console.error(error.eventType, error.eventId, error.attempts);
 * });
 * ```
 */
export class EventGivenUpError extends CoexistenceError {
  override readonly name = "EventGivenUpError";
  /** The type of the event. */
  readonly eventType: string;
  /** The id of the event, which is also that of its dead letter. */
  readonly eventId: string;
  /** How often its listeners were called. */
  readonly attempts: number;

  constructor(eventType: string, eventId: string, attempts: number) {
    super("event_given_up", `${eventType} (${eventId}) was given up after ${attempts} attempt(s): see deadLetters.`);
    this.eventType = eventType;
    this.eventId = eventId;
    this.attempts = attempts;
  }
}

/** Tells whether a caught value is an {@link EventGivenUpError}, whichever copy of the package made it. */
export function isEventGivenUpError(value: unknown): value is EventGivenUpError {
  return isCoexistenceError(value) && value.code === "event_given_up";
}
