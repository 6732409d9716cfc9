import type { CoexistenceError } from "../errors/index.ts";
import type { CoexistenceEvent, Delivery, Provider } from "../model/index.ts";
import type { Observation } from "../observe/index.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { SynchronizationStore } from "./synchronization-store.ts";

/** A webhook whose sender was verified. */
export interface VerifiedWebhook {
  /** The body, byte for byte. */
  readonly body: Uint8Array;
  /** Whose secret it was verified with. */
  readonly provider: Provider;
  /** When it arrived. */
  readonly receivedAt: Date;
}

/** What an intake hands its webhooks to. */
export interface Stream {
  /** Reads a webhook. Never throws: a body that is no JSON comes out as one `unknown` event. */
  parse(webhook: VerifiedWebhook): CoexistenceEvent[];
  /**
   * Calls the listeners of one event and waits for them.
   *
   * @throws {@link ListenerError} when any of them failed.
   */
  dispatch(event: CoexistenceEvent, delivery?: Delivery): Promise<void>;
  /**
   * Whether an event that was done at a time has to be delivered again, because it was so in an earlier onboarding of its
   * number: a business that left and signs up again is sent its history anew, and parts of it can be the very same. Ask it
   * before you skip an event that is done. Rejects where the states of synchronizations cannot be read.
   */
  isBygone(event: CoexistenceEvent, doneAt: Date): Promise<boolean>;
  /** Tells the listeners of errors what no caller sees: an event that was given up, a store that fails. Never throws. */
  report(error: CoexistenceError): void;
  /** Tells what became of events and what waits, for metrics. Never throws. */
  observe(observation: Observation): void;
}

/**
 * Keeps webhooks between the moment they are verified and the moment the listeners are done with them.
 *
 * The receiver answers 200 when `accept` resolves and 503 when it rejects, so `accept` must not resolve before the
 * webhook is safe.
 */
export interface Intake {
  /** Takes a webhook over. */
  accept(webhook: VerifiedWebhook): Promise<void>;
  /** Finishes what is under way, within limits, and accepts nothing more. */
  close(): Promise<void>;
  /** The events that were given up, where the intake keeps them. */
  readonly deadLetters?: DeadLetters;
  /** The states of synchronizations, where the intake keeps them. They are kept in memory otherwise. */
  readonly synchronizations?: SynchronizationStore;
}

/** Makes an intake for a stream. Pass one as the option `intake`. */
export type IntakeFactory = (stream: Stream) => Intake;
