import type { CoexistenceEvent, Delivery } from "../../model/index.ts";

/** One call of the listeners. */
export interface Call {
  /** What the kit calls the event: the id of its message, or its own. */
  readonly name: string;
  readonly event: CoexistenceEvent;
  readonly delivery: Delivery | undefined;
  /** What else of the same chat was at work when it began. */
  readonly beside: readonly string[];
  state: "at work" | "done" | "failed";
}

/** Every call of listeners in a case, whichever instance made it. */
export class Deliveries {
  readonly calls: Call[] = [];
  /** The names of events in the order in which their listeners succeeded. */
  readonly done: string[] = [];

  begin(event: CoexistenceEvent, delivery: Delivery | undefined): Call {
    const chat = chatOf(event);
    const beside = this.calls.filter(({ state, event: other }) => state === "at work" && chatOf(other) === chat);
    const call: Call = {
      name: nameOf(event),
      event,
      delivery,
      beside: beside.map(({ name }) => name),
      state: "at work",
    };
    this.calls.push(call);
    return call;
  }

  end(call: Call, state: "done" | "failed"): void {
    call.state = state;
    if (state === "done") this.done.push(call.name);
  }

  /** The calls for an event, in their order. */
  of(name: string): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  /** How often the listeners of an event succeeded. */
  times(name: string): number {
    return this.done.filter((other) => other === name).length;
  }

  isDone(name: string): boolean {
    return this.done.includes(name);
  }

  /** Those of the names that were not delivered. */
  missing(names: readonly string[]): string[] {
    const done = new Set(this.done);
    return names.filter((name) => !done.has(name));
  }

  /** Those of the names that were delivered more than once. */
  repeated(names: readonly string[]): string[] {
    return names.filter((name) => this.times(name) > 1);
  }
}

/** Messages of the kit have ids that are the names it gave them. */
export function nameOf(event: CoexistenceEvent): string {
  return event.type === "message" ? event.message.id : event.id;
}

function chatOf(event: CoexistenceEvent): string {
  return event.type === "message" ? `chat ${event.customer.waId}` : event.id;
}
