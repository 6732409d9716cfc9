import type { Place, Range } from "./queries.ts";

/** What somebody looks at, as it stands in the address of the page. */
export interface Selection extends Range {
  readonly number?: string | undefined;
  readonly chat?: number | undefined;
  /** Where the page of the list of chats begins. */
  readonly chatsBefore?: Place | undefined;
}

/** Writes the address of a page. */
export function addressOf({ number, chat, chatsBefore, before, after }: Selection): string {
  const path = [
    ...(number === undefined ? [] : ["numbers", encodeURIComponent(number)]),
    ...(chat === undefined ? [] : ["chats", chat]),
  ].join("/");
  const query = new URLSearchParams();
  for (const [name, place] of Object.entries({ chats: chatsBefore, before, after })) {
    if (place !== undefined) query.set(name, `${place.at}.${place.id}`);
  }
  // The newest message is at the end of its page. Later ones are read from the beginning.
  const fragment = chat === undefined || after !== undefined ? "" : "#newest";
  return `/${path}${query.size === 0 ? "" : `?${query}`}${fragment}`;
}

/** Reads an address. What is no place in a list is left out. */
export function readSelection(names: { number?: string; chat?: string }, query: Record<string, string>): Selection {
  return {
    number: names.number,
    chat: names.chat === undefined ? undefined : Number(names.chat),
    chatsBefore: readPlace(query["chats"]),
    before: readPlace(query["before"]),
    after: readPlace(query["after"]),
  };
}

function readPlace(text: string | undefined): Place | undefined {
  const [, at, id] = /^(\d{1,16})\.(.*)$/s.exec(text ?? "") ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}
