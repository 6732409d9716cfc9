import type { ReceiverSettings } from "./receiver-settings.ts";

/** An effect that a listener had. */
export interface Effect {
  /** The id of the event that it is of. */
  readonly event: string;
  readonly fact: string;
}

/** What the receivers of a run keep their webhooks in, and where their effects are found. */
export interface Store {
  readonly name: string;
  /** The receiver's program. */
  readonly program: URL;
  readonly receiver: Omit<ReceiverSettings, "appSecret">;
  /** Whether effects join the transaction in which an event becomes done. Else they can be repeated after a kill. */
  readonly joins: boolean;
  /** How long nothing may happen before what has no effect counts as lost, in milliseconds. */
  readonly patience: number;
  /** A number that grows with each effect. */
  size(): number;
  /** What it counts. */
  readonly unit: string;
  /** Whether all webhooks are done with. */
  isEmpty(): Promise<boolean>;
  effects(): Effect[];
  /** What is wrong with the store after all. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}
