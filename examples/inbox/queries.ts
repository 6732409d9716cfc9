import { type MessageRecord, phoneNumberVariants } from "whatsapp-coexistence";
import { parts } from "./schema.ts";
import type { Sql } from "./sql.ts";

/** A business number, and what there is of it. */
export interface NumberRow {
  readonly id: string;
  readonly waba_id: string | null;
  readonly display_phone_number: string | null;
  readonly chats: number;
  readonly messages: number;
  readonly contacts: number;
}

/** What happened to the connection of a number last. */
export interface AccountChangeRow {
  readonly change: "paused" | "reconnected" | "disconnected";
  readonly at: number;
  readonly explanation: string;
}

/** A chat: the customer it is with. */
export interface ChatRow {
  readonly id: number;
  readonly messages: number;
  readonly newest_at: number;
  readonly wa_id: string | null;
  readonly profile_name: string | null;
  readonly username: string | null;
  readonly contact_name: string | null;
}

/** A part of a message, as it was saved. What was taken back has no message in it any more. */
export type StoredRecord = Pick<MessageRecord, "direction" | "source" | "status"> &
  Partial<Pick<MessageRecord, "message">>;

/** One message, with the parts that have arrived. */
export interface StoredMessage {
  readonly id: string;
  readonly sentAt: number;
  readonly original?: StoredRecord;
  readonly asset?: StoredRecord;
  readonly edit?: StoredRecord;
  readonly revoke?: StoredRecord;
  readonly status?: { readonly status: string; readonly title?: string };
  readonly reaction_inbound?: StoredRecord;
  readonly reaction_outbound?: StoredRecord;
}

/** A place in a list that is sorted by time. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

/** Where a page of a long list begins or ends. Lists are sorted by time. */
export interface Range {
  readonly before?: Place | undefined;
  readonly after?: Place | undefined;
}

/** One page of a long list, and whether there is more on either side. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** Whether a file is here, still to be fetched, or cannot be fetched; and its type, as far as it is known. */
export interface MediaFacts {
  readonly state: "here" | "expected" | "failed";
  readonly type: string;
}

const pageSize = 50;
const end: Place = { at: Number.MAX_SAFE_INTEGER, id: "" };
const chatColumns = "id, messages, newest_at, wa_id, profile_name, username, contact_name";

/** Reads what the page shows, and never more than a page of it. Each query has an index. */
export class Queries {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  numbers(): NumberRow[] {
    return this.#sql.all("SELECT * FROM numbers ORDER BY id");
  }

  /** What happened last, whichever way the number was named. Of two at the same time a disconnection comes last. */
  accountChange({ id, display_phone_number, waba_id }: NumberRow): AccountChangeRow | undefined {
    const names = [id, ...phoneNumberVariants(display_phone_number ?? ""), ...(waba_id === null ? [] : [waba_id])];
    const [newest] = this.#sql.all<AccountChangeRow>(
      `SELECT change, at, explanation FROM account_changes WHERE about IN (${names.map(() => "?")})
       ORDER BY at DESC, change = 'paused', change = 'reconnected' LIMIT 1`,
      ...names,
    );
    return newest;
  }

  /** Whether a message of the number was sent after a time. Statuses of earlier ones do not count. */
  hasMessageAfter(number: string, at: number): boolean {
    const found = this.#sql.all(
      `SELECT messages.id FROM customers JOIN messages ON messages.customer = customers.id
       WHERE customers.number = ? AND customers.messages > 0 AND newest_at > ? AND sent_at > ? AND original IS NOT NULL
       LIMIT 1`,
      ...[number, at, at],
    );
    return found.length > 0;
  }

  /** The chats of a number, the newest first. */
  chats(number: string, before: Place | undefined): Page<ChatRow> {
    const { at, id } = before ?? end;
    const rows = this.#sql.all<ChatRow>(
      `SELECT ${chatColumns} FROM customers
       WHERE number = ? AND messages > 0 AND (newest_at, id) < (?, ?)
       ORDER BY newest_at DESC, id DESC LIMIT ${pageSize + 1}`,
      ...[number, at, Number(id)],
    );
    return { items: rows.slice(0, pageSize), hasOlder: rows.length > pageSize, hasNewer: before !== undefined };
  }

  /** A chat, also under the id it had before it turned out to be the same as another. */
  chat(number: string, id: number): ChatRow | undefined {
    const [row] = this.#sql.all<ChatRow>(
      `SELECT ${chatColumns} FROM customers
       WHERE id = coalesce((SELECT customer FROM former_customers WHERE id = ?), ?) AND number = ?`,
      ...[id, id, number],
    );
    return row;
  }

  /** Messages of a chat, the oldest first. Without a range, the newest. */
  messages(chat: number, { before, after }: Range = {}, size = pageSize): Page<StoredMessage> {
    const { at, id } = after ?? before ?? end;
    const [comes, direction] = after === undefined ? ["<", "DESC"] : [">", "ASC"];
    const rows = this.#sql.all<MessageRow>(
      `SELECT id, sent_at, ${parts} FROM messages WHERE customer = ? AND (sent_at, id) ${comes} (?, ?)
       ORDER BY sent_at ${direction}, id ${direction} LIMIT ${size + 1}`,
      ...[chat, at, id],
    );
    const hasMore = rows.length > size;
    const items = rows.slice(0, size).map(readMessage);
    if (after !== undefined) return { items, hasOlder: true, hasNewer: hasMore };
    return { items: items.reverse(), hasOlder: hasMore, hasNewer: before !== undefined };
  }

  newestMessage(chat: number): StoredMessage | undefined {
    return this.messages(chat, {}, 1).items[0];
  }

  readonly media = (id: string): MediaFacts => {
    const state = "iif(bytes IS NOT NULL, 'here', iif(due IS NULL, 'failed', 'expected')) AS state";
    const [facts] = this.#sql.all<MediaFacts>(`SELECT ${state}, type FROM media WHERE id = ?`, id);
    return facts ?? { state: "expected", type: "" };
  };
}

type MessageRow = Readonly<Record<(typeof parts)[number], string | null>> & {
  readonly id: string;
  readonly sent_at: number;
};

function readMessage({ id, sent_at, ...columns }: MessageRow): StoredMessage {
  const arrived = parts.flatMap((part) => {
    const json = columns[part];
    return json === null ? [] : [[part, JSON.parse(json)]];
  });
  return { id, sentAt: sent_at, ...Object.fromEntries(arrived) };
}
