import { EventEmitter } from "eventemitter3";
import { CoexistenceError, ListenerError, type ListenerFailure } from "../errors/index.ts";
import { type CoexistenceEvent, type Delivery, type EventOf, type EventType, eventTypes } from "../model/index.ts";

/** Takes a listener off again. */
export type Unsubscribe = () => void;

/** Called with each event of a type, and with what is known of this delivery of it. What it returns is awaited. */
export type Listener<Event = CoexistenceEvent> = (event: Event, delivery: Delivery) => unknown;

/** Called when something failed, with the event that caused it where there is one. */
export type ErrorListener = (error: CoexistenceError, event?: CoexistenceEvent) => unknown;

/** What one dispatch collects. */
interface Turn {
  readonly waiting: PromiseLike<unknown>[];
  readonly failures: unknown[];
}

type Run = (arguments_: readonly unknown[], turn: Turn) => void;

const everything = "*";
const failure = "!";
const names: ReadonlySet<string> = new Set(eventTypes);

/**
 * Hands events to listeners, typed per event.
 *
 * Listeners may be asynchronous: {@link Dispatcher.dispatch} waits for all of them. One that throws does not stop the
 * others, and nothing becomes an unhandled rejection: what failed comes back as one {@link ListenerError}.
 *
 * @example
 * ```ts
 * import { Dispatcher, parseWebhook } from "whatsapp-coexistence";
 *
 * const dispatcher = new Dispatcher();
 * const unsubscribe = dispatcher.onAccount((event) => console.log(event.change));
 * const body = '{"entry":[{"changes":[{"field":"account_update","value":{"event":"ACCOUNT_RECONNECTED"}}]}]}';
 * for (const event of parseWebhook(body)) await dispatcher.dispatch(event); // "reconnected"
 * unsubscribe();
 * ```
 */
export class Dispatcher {
  readonly #emitter = new EventEmitter<Record<string, [readonly unknown[], Turn]>>();
  readonly #runs = new Map<string, Map<unknown, Set<Run>>>();

  /** A chunk of chat history. */
  readonly onHistory = (listener: Listener<EventOf<"history">>): Unsubscribe => this.on("history", listener);
  /** The asset of an earlier placeholder. */
  readonly onHistoryMedia = (listener: Listener<EventOf<"history.media">>): Unsubscribe =>
    this.on("history.media", listener);
  /** The business keeps its history to itself. */
  readonly onHistoryDeclined = (listener: Listener<EventOf<"history.declined">>): Unsubscribe =>
    this.on("history.declined", listener);
  /** Contacts added, edited, removed. */
  readonly onContactSync = (listener: Listener<EventOf<"contacts">>): Unsubscribe => this.on("contacts", listener);
  /** One message sent from the phone. */
  readonly onEcho = (listener: Listener<EventOf<"echo">>): Unsubscribe => this.on("echo", listener);
  /** One live message from a customer. */
  readonly onMessage = (listener: Listener<EventOf<"message">>): Unsubscribe => this.on("message", listener);
  /** The delivery status of an API message. */
  readonly onStatus = (listener: Listener<EventOf<"status">>): Unsubscribe => this.on("status", listener);
  /** Something happened to the account. */
  readonly onAccount = (listener: Listener<EventOf<"account">>): Unsubscribe => this.on("account", listener);
  /** 360dialog tells its partner about a channel, client or template. */
  readonly onPartner = (listener: Listener<EventOf<"partner">>): Unsubscribe => this.on("partner", listener);
  /** Anything that was not understood. */
  readonly onUnknown = (listener: Listener<EventOf<"unknown">>): Unsubscribe => this.on("unknown", listener);

  /** Every event, after the listeners of its own type. */
  readonly onAny = (listener: Listener): Unsubscribe => this.#listen(everything, listener, "on");

  /** Everything that fails: a listener, or the receiver itself. */
  readonly onError = (listener: ErrorListener): Unsubscribe => this.#listen(failure, listener, "on");

  /**
   * Registers a listener for one type of event.
   *
   * @returns a function that takes it off again.
   * @throws {@link CoexistenceError} with code `unknown_event_type` for a type that does not exist.
   */
  on<Type extends EventType>(type: Type, listener: Listener<EventOf<Type>>): Unsubscribe {
    return this.#listen(existing(type), listener, "on");
  }

  /**
   * Registers a listener for the next event of one type.
   *
   * @returns a function that takes it off again.
   * @throws {@link CoexistenceError} with code `unknown_event_type` for a type that does not exist.
   */
  once<Type extends EventType>(type: Type, listener: Listener<EventOf<Type>>): Unsubscribe {
    return this.#listen(existing(type), listener, "once");
  }

  /**
   * Takes a listener off, however often it was registered.
   *
   * @throws {@link CoexistenceError} with code `unknown_event_type` for a type that does not exist.
   */
  off<Type extends EventType>(type: Type, listener: Listener<EventOf<Type>>): void {
    const runs = this.#runs.get(existing(type));
    for (const run of runs?.get(listener) ?? []) this.#emitter.off(type, run);
    runs?.delete(listener);
  }

  /**
   * Calls the listeners of one event and waits for all of them.
   *
   * @throws {@link ListenerError} when any of them failed; `onError` has been told then. {@link CoexistenceError} with
   * code `unknown_event_type` for an event of a type that does not exist.
   */
  async dispatch(event: CoexistenceEvent, delivery: Delivery = { attempt: 1 }): Promise<void> {
    const failures = await this.#emit([existing(event.type), everything], [event, delivery]);
    if (failures.length === 0) return;
    const error = new ListenerError(
      failures.map((reason): ListenerFailure => ({ eventType: event.type, eventId: event.id, error: reason })),
    );
    // Called and not waited for: a listener of errors that never ends must not hold anything back.
    void this.reportError(error, event);
    throw error;
  }

  /**
   * Tells the `onError` listeners of a failure. Never throws: one that fails itself has nobody left to tell.
   *
   * @internal
   */
  async reportError(error: CoexistenceError, event?: CoexistenceEvent): Promise<void> {
    await this.#emit([failure], event === undefined ? [error] : [error, event]);
  }

  async #emit(types: readonly string[], arguments_: readonly unknown[]): Promise<readonly unknown[]> {
    const turn: Turn = { waiting: [], failures: [] };
    for (const type of types) this.#emitter.emit(type, arguments_, turn);
    if (turn.waiting.length > 0) {
      for (const end of await Promise.allSettled(turn.waiting)) {
        if (end.status === "rejected") turn.failures.push(end.reason);
      }
    }
    return turn.failures;
  }

  #remember(type: string, listener: unknown, run: Run): void {
    const listeners = this.#runs.get(type) ?? new Map<unknown, Set<Run>>();
    this.#runs.set(type, listeners.set(listener, (listeners.get(listener) ?? new Set<Run>()).add(run)));
  }

  #listen(type: string, listener: (...arguments_: never[]) => unknown, how: "on" | "once"): Unsubscribe {
    if (typeof listener !== "function") {
      throw new CoexistenceError("invalid_option", `The listener of "${type}" is not a function.`);
    }
    const forget = (): void => {
      const runs = this.#runs.get(type)?.get(listener);
      runs?.delete(run);
      if (runs?.size === 0) this.#runs.get(type)?.delete(listener);
    };
    // The emitter calls this instead of the listener, so it never sees an exception and goes on to the next.
    const run: Run = (arguments_, turn) => {
      if (how === "once") forget();
      try {
        const result: unknown = listener(...(arguments_ as never[]));
        if (isPromiseLike(result)) turn.waiting.push(result);
      } catch (error) {
        turn.failures.push(error);
      }
    };
    this.#remember(type, listener, run);
    this.#emitter[how](type, run);
    return () => {
      this.#emitter.off(type, run);
      forget();
    };
  }
}

function existing(type: string): string {
  if (names.has(type)) return type;
  throw new CoexistenceError(
    "unknown_event_type",
    `There is no event of the type that was given. There are: ${eventTypes.join(", ")}. For every event use onAny, for failures onError.`,
  );
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === "object" || typeof value === "function") &&
    value !== null &&
    typeof (value as { then?: unknown }).then === "function"
  );
}
