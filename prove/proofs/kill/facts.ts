import type { CoexistenceEvent } from "../../../src/index.ts";

/** What a listener learns from an event: one short text for each thing that happened. */
export function factsOf(event: CoexistenceEvent): string[] {
  switch (event.type) {
    case "message":
    case "echo":
      return [`${event.type} ${event.message.id}`];
    case "status":
      return [`status ${event.status.id} ${event.status.status}`];
    case "history":
      return event.threads.flatMap(({ messages }) => messages.map(({ message }) => `history ${message.id}`));
    default:
      return [`${event.type} ${event.id}`];
  }
}
