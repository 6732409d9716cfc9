import type { Coexistence, Synchronization } from "whatsapp-coexistence";
import type { Selection } from "./addresses.ts";
import type { AccountChangeRow, ChatRow, NumberRow, Page, Place, Queries, StoredMessage } from "./queries.ts";
import { digitsOf } from "./words.ts";

/** A number, and how it is. */
export interface NumberView extends NumberRow {
  readonly name: string;
  readonly history: Synchronization["history"] | undefined;
  readonly accountChange: AccountChangeRow | undefined;
}

/** A chat in the list. */
export interface ChatView extends ChatRow {
  readonly newest: StoredMessage | undefined;
}

/** Everything that stands on a page. */
export interface View {
  readonly selection: Selection;
  readonly numbers: readonly NumberView[];
  readonly number?: NumberView | undefined;
  readonly chats?: Page<ChatView> | undefined;
  readonly chat?: ChatRow | undefined;
  readonly messages?: Page<StoredMessage> | undefined;
}

/** How much younger than a change of the connection a message can be that was sent before it: clocks differ. */
const stillOnItsWay = 60_000;

/** Reads what stands on a page. */
export class Views {
  readonly #queries: Queries;
  readonly #coexistence: Coexistence;
  readonly #nameOf: (phoneNumberId: string) => string | undefined;

  constructor(queries: Queries, coexistence: Coexistence, nameOf: (phoneNumberId: string) => string | undefined) {
    this.#queries = queries;
    this.#coexistence = coexistence;
    this.#nameOf = nameOf;
  }

  /** Nothing for a number or a chat that is not there. */
  async read(selection: Selection): Promise<View | undefined> {
    const numbers = await Promise.all(this.#queries.numbers().map((row) => this.#describe(row)));
    if (selection.number === undefined) return { selection, numbers };
    const number = numbers.find(({ id }) => id === selection.number);
    if (number === undefined) return undefined;
    const chats = this.#chats(number.id, selection.chatsBefore);
    if (selection.chat === undefined) return { selection, numbers, number, chats };
    const chat = this.#queries.chat(number.id, selection.chat);
    if (chat === undefined) return undefined;
    return { selection, numbers, number, chats, chat, messages: this.#queries.messages(chat.id, selection) };
  }

  #chats(number: string, before: Place | undefined): Page<ChatView> {
    const page = this.#queries.chats(number, before);
    return { ...page, items: page.items.map((chat) => ({ ...chat, newest: this.#queries.newestMessage(chat.id) })) };
  }

  async #describe(row: NumberRow): Promise<NumberView> {
    const sync = await this.#coexistence.sync(row.id);
    const change = this.#queries.accountChange(row);
    const isOver = change !== undefined && sync !== undefined && this.#isConnectedAnew(sync, change);
    const name = this.#nameOf(row.id) ?? digitsOf(row);
    return { ...row, name, history: sync?.history, accountChange: isOver ? undefined : change };
  }

  /**
   * No webhook says that a number was signed up again. What arrives then begins a new synchronization; so does history that
   * comes very late, and that alone is no sign.
   */
  #isConnectedAnew(sync: Synchronization, { at }: AccountChangeRow): boolean {
    const isSince = (time: Date | undefined) => time !== undefined && time.getTime() >= at;
    if (!isSince(sync.since)) return false;
    const isAskedFor = [sync.onboardedAt, sync.contacts.requestedAt, sync.history.requestedAt].some(isSince);
    return isAskedFor || this.#queries.hasMessageAfter(sync.phoneNumberId, at + stillOnItsWay);
  }
}
