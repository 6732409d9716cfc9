import { eventTypes } from "../../../src/model/index.ts";
import { code, markdownTable } from "../markdown.ts";
import { membersOf, readSource } from "./declarations.ts";

/** Every event, its listener, and what it has of its own. */
export function eventsTable(): string {
  const listeners = findListeners();
  return markdownTable(
    ["`type`", "listener", "what happened", "has besides"],
    eventTypes.map((type) => {
      const { meaning, members } = membersOf("model/events.ts", interfaceOf(type));
      const own = members
        .filter(({ name }) => name !== "type")
        .map(({ name, isOptional, meaning }) => `${code(isOptional ? `${name}?` : name)}: ${meaning}`);
      const record = isRecord(type) ? ["the members of a message record", "`contact?`"] : [];
      return [code(type), code(listeners.get(type) ?? ""), meaning, [...record, ...own].join("<br>")];
    }),
  );
}

/** `history.media` is a `HistoryMediaEvent`. */
function interfaceOf(type: string): string {
  const words = type.split(".").map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `${words.join("")}Event`;
}

function isRecord(type: string): boolean {
  return new RegExp(`interface ${interfaceOf(type)} extends [^{]*MessageRecord`).test(
    readSource("model/events.ts").text,
  );
}

function findListeners(): ReadonlyMap<string, string> {
  const { text } = readSource("dispatch/dispatcher.ts");
  const declared = text.matchAll(/readonly (on\w+) = \(listener: Listener<EventOf<"([\w.]+)">>\)/g);
  return new Map([...declared].map(([, listener = "", type = ""]) => [type, listener]));
}
