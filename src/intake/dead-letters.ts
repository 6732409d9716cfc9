import type { CoexistenceEvent, Provider } from "../model/index.ts";

/** An event whose listeners failed so often that it was put aside. */
export interface DeadLetter {
  /** The id of the event. */
  readonly id: string;
  /** The type of the event. */
  readonly type: CoexistenceEvent["type"];
  /** Who sent it. */
  readonly provider: Provider;
  /** How often its listeners were called. */
  readonly attempts: number;
  /** What a listener threw the last time, shortened to 500 characters. It is the application's own text. */
  readonly reason: string;
  /** When its webhook arrived. */
  readonly receivedAt: Date;
  /** When it was given up. */
  readonly givenUpAt: Date;
}

/** The events that were given up. */
export interface DeadLetters {
  /** The oldest of them. Default: 100. */
  list(options?: { limit?: number }): Promise<DeadLetter[]>;
  /**
   * Delivers one again, as if it had just arrived.
   *
   * @returns whether it was there.
   */
  replay(id: string): Promise<boolean>;
  /**
   * Forgets one for good.
   *
   * @returns whether it was there.
   */
  drop(id: string): Promise<boolean>;
}
