import type { CoexistenceEvent } from "../model/index.ts";

/**
 * Names what an event has to stay in order with: the events of one chat, of one number's history or contacts, of one
 * account, of one of a partner's channels. Lanes go side by side.
 */
export function laneOf(event: CoexistenceEvent): string {
  const number = event.phoneNumberId ?? event.wabaId ?? "";
  switch (event.type) {
    case "message":
    case "echo":
    case "status":
    case "history.media": {
      const { waId, userId } = event.customer;
      return `chat ${number} ${waId ?? userId ?? ""}`;
    }
    case "history":
    case "history.declined":
      return `history ${number}`;
    case "contacts":
      return `contacts ${number}`;
    case "account":
      return `account ${event.wabaId ?? number}`;
    case "partner":
      return `partner ${subjectOf(event.data)}`;
    case "unknown":
      return event.id;
  }
}

/** The channel, client or template that a partner event is about: what fails for one holds no other up. */
function subjectOf(data: unknown): string {
  const { id } = (typeof data === "object" && data !== null ? data : {}) as { id?: unknown };
  return typeof id === "string" ? id : "";
}
