import { type CoexistenceEvent, type EventType, eventTypes } from "../../model/index.ts";
import { count } from "../terminal/count.ts";

/**
 * Counts what a file contains, on one line.
 *
 * @internal
 */
export function summarize(events: readonly CoexistenceEvent[], unknownKeys: number): string {
  const counted = eventTypes.flatMap((type) => countType(events, type));
  const keys = unknownKeys === 0 ? "" : `; ${count(unknownKeys, "unknown key")}`;
  return counted.length === 0 ? `No events${keys}` : `${count(events.length, "event")}: ${counted.join(", ")}${keys}`;
}

function countType(events: readonly CoexistenceEvent[], type: EventType): string[] {
  const ofType = events.filter((event) => event.type === type);
  if (ofType.length === 0) return [];
  const inside = ofType.reduce((sum, event) => sum + countInside(event), 0);
  const noun = type === "history" ? "message" : "change";
  return [`${ofType.length.toLocaleString("en-US")} ${type}${inside === 0 ? "" : ` (${count(inside, noun)})`}`];
}

function countInside(event: CoexistenceEvent): number {
  if (event.type === "contacts") return event.contacts.length;
  if (event.type !== "history") return 0;
  return event.threads.reduce((sum, { messages }) => sum + messages.length, 0);
}

// More than these, and the line says less about the file than the table below it.
const mostNames = 3;

/**
 * Says where a file comes from: the sender, the webhook fields, the business numbers.
 *
 * @internal
 */
export function summarizeOrigin(events: readonly CoexistenceEvent[]): string {
  const parts = [
    list(["from", "from"], events, ({ provider }) => provider),
    list(["field", "fields"], events, ({ field }) => field),
    list(["number", "numbers"], events, ({ displayPhoneNumber, phoneNumberId }) => displayPhoneNumber ?? phoneNumberId),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function list(
  [singular, plural]: readonly [string, string],
  events: readonly CoexistenceEvent[],
  nameOf: (event: CoexistenceEvent) => string | undefined,
): string {
  const names = [...new Set(events.map(nameOf).filter((name) => name !== undefined))];
  if (names.length === 0) return "";
  const left = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(", ");
  return `${names.length === 1 ? singular : plural} ${shown}${left > 0 ? ` and ${left} more` : ""}`;
}
