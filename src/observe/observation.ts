import type { EventType } from "../model/index.ts";

/** What most observations of an event say. */
interface ObservedEvent {
  /** The type of the event. */
  readonly eventType: EventType;
  /** The id of the event: a digest, which can be logged. */
  readonly eventId: string;
}

/** A webhook was answered. */
export interface Answered {
  readonly name: "answered";
  /** The status of the answer. */
  readonly status: number;
  /** How long that took since the request came, in milliseconds: its body, its signature and its way into the store. */
  readonly milliseconds: number;
}

/** All listeners of an event succeeded, and it is done. */
export interface Delivered extends ObservedEvent {
  readonly name: "delivered";
  /** At which attempt. */
  readonly attempt: number;
  /** How long the listeners of this attempt took, in milliseconds. */
  readonly milliseconds: number;
  /** How long the event was under way since its webhook arrived, in milliseconds. */
  readonly lag: number;
}

/** A listener of an event failed, or took too long. The event is delivered again, or given up. */
export interface Failed extends ObservedEvent {
  readonly name: "failed";
  /** At which attempt. */
  readonly attempt: number;
  /** How long the listeners of this attempt took, in milliseconds. */
  readonly milliseconds: number;
}

/** An event failed so often that it lies among the dead letters now. */
export interface GivenUp extends ObservedEvent {
  readonly name: "given_up";
  /** How often its listeners were called. */
  readonly attempts: number;
}

/** An event arrived again that was done already. No listener was called. */
export interface Repeated extends ObservedEvent {
  readonly name: "repeated";
}

/** What waits in the store, told about once a second while anything does, and once when nothing does any more. */
export interface Backlog {
  readonly name: "backlog";
  /** How many webhooks, or parts of them, are not done. */
  readonly webhooks: number;
  /** For how long the oldest of them has been waiting, in milliseconds. */
  readonly age: number;
}

/** Something that a receiver did, for metrics. Holds no number, name or text. */
export type Observation = Answered | Delivered | Failed | GivenUp | Repeated | Backlog;

/** Takes observations. It is called while a webhook waits for its answer, so it should only count. */
export type Observer = (observation: Observation) => void;
