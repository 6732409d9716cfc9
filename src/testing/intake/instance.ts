import { ListenerError } from "../../errors/index.ts";
import type { DeadLetters, Intake, IntakeFactory, Stream, SynchronizationStore } from "../../intake/index.ts";
import type { CoexistenceEvent, Delivery, Provider } from "../../model/index.ts";
import { parseWebhook } from "../../parse/index.ts";
import { unreadableBody } from "../../parse/unreadable.ts";
import { within } from "../../runtime/within.ts";
import type { Deliveries } from "./deliveries.ts";
import { demand, unfit } from "./demand.ts";

/** What an application does with an event, by the name that `Deliveries` has for it. Calls are counted from 1. */
export type Listener = (name: string, call: number) => void | Promise<void>;

/** What the receiver says of a webhook. */
export interface Arrival {
  readonly provider?: Provider;
  readonly receivedAt?: Date;
}

// Only small bodies are compared.
const largestRemembered = 10_000;

/** One intake with its listener, as it would be in a process of its own. */
export class Instance {
  /** Copies of the small bodies that were handed to the parser. */
  readonly parsed: Uint8Array[] = [];
  listener: Listener;
  /** What the receiver says of an event that was done already. */
  isBygone: (event: CoexistenceEvent, doneAt: Date) => boolean = () => false;
  readonly #intake: Intake;
  readonly #deliveries: Deliveries;
  readonly #patience: number;
  #isGone = false;

  constructor(factory: IntakeFactory, deliveries: Deliveries, listener: Listener, patience: number) {
    this.listener = listener;
    this.#deliveries = deliveries;
    this.#patience = patience;
    const stream: Stream = {
      parse: (webhook) => this.#parse(webhook.body, webhook),
      dispatch: (event, delivery) => this.#dispatch(event, delivery),
      isBygone: async (event, doneAt) => this.isBygone(event, doneAt),
      report: () => undefined,
      observe: () => undefined,
    };
    this.#intake = factory(stream);
  }

  /** Whether the intake has what it need not have. */
  has(member: "deadLetters" | "synchronizations"): boolean {
    return this.#intake[member] !== undefined;
  }

  get deadLetters(): DeadLetters {
    const { deadLetters } = this.#intake;
    demand(deadLetters !== undefined, "One intake on a store has deadLetters, and another on the same store has none.");
    return deadLetters;
  }

  get synchronizations(): SynchronizationStore {
    const { synchronizations } = this.#intake;
    demand(synchronizations !== undefined, "One intake has synchronizations, and another on the same store has none.");
    return synchronizations;
  }

  /** Hands a webhook over, once. Rejects where the intake does. */
  async accept(body: Uint8Array, { provider = "meta", receivedAt = new Date() }: Arrival = {}): Promise<void> {
    const accepted = (async () => this.#intake.accept({ body, provider, receivedAt }))();
    const late = () => unfit(`accept() was neither resolved nor rejected within ${this.#patience} ms.`);
    await within(this.#patience, accepted, late);
  }

  async close(): Promise<void> {
    const closed = (async () => this.#intake.close())();
    await within(this.#patience, closed, () => unfit(`close() did not end within ${this.#patience} ms.`));
  }

  /** Its process is not there any more: nothing that it does from here on counts. */
  vanish(): void {
    this.#isGone = true;
  }

  #parse(body: Uint8Array, { provider, receivedAt }: Required<Arrival>): CoexistenceEvent[] {
    if (body.length <= largestRemembered) this.parsed.push(body.slice());
    try {
      return parseWebhook(body, { provider, receivedAt });
    } catch {
      return [unreadableBody(body, { provider, receivedAt })];
    }
  }

  async #dispatch(event: CoexistenceEvent, delivery: Delivery | undefined): Promise<void> {
    if (this.#isGone) return new Promise(() => undefined);
    const call = this.#deliveries.begin(event, delivery);
    try {
      await this.listener(call.name, this.#deliveries.of(call.name).length);
    } catch (error) {
      if (!this.#isGone) this.#deliveries.end(call, "failed");
      throw new ListenerError([{ eventType: event.type, eventId: event.id, error }]);
    }
    if (!this.#isGone) this.#deliveries.end(call, "done");
  }
}
