import type { CoexistenceEvent, Direction, EventOf, EventType, MessageRecord } from "../../model/index.ts";
import { readTime } from "../../parse/time.ts";
import { count } from "../terminal/count.ts";
import type { Cell, Row, Table } from "../terminal/table.ts";
import {
  describeChange,
  describeChunk,
  describeContact,
  describeCustomer,
  describeErrors,
  describeMessage,
  describeStatus,
} from "./describe-event.ts";

/** How to lay the table out. */
export interface EventTableOptions {
  /** Every message of a chunk and every contact of a synchronization, not only the first. */
  readonly all: boolean;
  /** Shorter cells, for a narrow terminal. */
  readonly compact: boolean;
}

// Enough to see what a chunk is like, few enough that its neighbours stay on the screen.
const shownOfMany = 10;

/**
 * Makes a table of events. What is unknown is left out: it has a section of its own.
 *
 * @internal
 */
export function makeEventTable(events: readonly CoexistenceEvent[], options: EventTableOptions): Table {
  return {
    columns: [
      { title: "EVENT" },
      { title: options.compact ? "DIR" : "DIRECTION" },
      { title: "CUSTOMER", flexible: true },
      { title: "TYPE", flexible: true },
      { title: "WHEN (UTC)" },
    ],
    rows: events.flatMap((event) => (rowMakers[event.type] as RowMaker<CoexistenceEvent>)(event, options)),
  };
}

type RowMaker<Event> = (event: Event, options: EventTableOptions) => Row[];

const record: RowMaker<EventOf<"message" | "echo" | "history.media">> = (event, options) => [
  recordRow(event.type, event, options),
];

const rowMakers: { readonly [Type in EventType]: RowMaker<EventOf<Type>> } = {
  history: (event, options) => {
    const records = event.threads.flatMap(({ messages }) => messages);
    return [
      { lead: nameCell(event.type), note: { text: describeChunk(event) } },
      ...abridge(records, "message", options, (message) => recordRow("", message, options)),
    ];
  },
  "history.media": record,
  "history.declined": ({ type, errors }, options) => [itemRow({ event: type, type: describeErrors(errors) }, options)],
  contacts: ({ type, contacts }, options) =>
    abridge(contacts, "contact", options, (contact, index) =>
      itemRow(
        {
          event: index === 0 ? type : "",
          customer: describeContact(contact),
          type: contact.action,
          when: contact.changedAt,
        },
        options,
      ),
    ),
  echo: record,
  message: record,
  status: ({ type, status, customer }, options) => [
    itemRow(
      {
        event: type,
        customer: describeCustomer(customer),
        type: describeStatus(status),
        tone: status.status === "failed" ? "warning" : undefined,
        when: readTime(status.timestamp),
      },
      options,
    ),
  ],
  account: (event, options) => {
    const row = itemRow({ event: event.type, type: event.event, when: event.occurredAt }, options);
    const change = describeChange(event);
    if (change === undefined) return [row];
    return [row, noteRow({ text: change, tone: event.change === "reconnected" ? "good" : "warning" })];
  },
  partner: ({ type, event }, options) => [itemRow({ event: type, type: event }, options)],
  unknown: () => [],
};

/** What one row shows. */
interface Item {
  readonly event: string;
  readonly direction?: Direction;
  readonly customer?: string;
  readonly type: string;
  readonly tone?: Cell["tone"];
  readonly when?: Date | undefined;
}

function recordRow(event: string, { message, direction, customer, sentAt }: MessageRecord, options: EventTableOptions) {
  return itemRow(
    { event, direction, customer: describeCustomer(customer), type: describeMessage(message), when: sentAt },
    options,
  );
}

const compactDirections: Readonly<Record<Direction, string>> = { inbound: "in", outbound: "out" };

function itemRow({ event, direction, customer, type, tone, when }: Item, { compact }: EventTableOptions): Row {
  const shownDirection = compact && direction !== undefined ? compactDirections[direction] : direction;
  return {
    cells: [
      nameCell(event),
      { text: shownDirection ?? "" },
      { text: customer ?? "" },
      { text: type, tone },
      { text: when === undefined ? "" : printTime(when, compact) },
    ],
  };
}

function nameCell(event: string): Cell {
  return { text: event, tone: "strong" };
}

function abridge<Item>(
  items: readonly Item[],
  noun: string,
  { all }: EventTableOptions,
  makeRow: (item: Item, index: number) => Row,
): Row[] {
  const rows = (all ? items : items.slice(0, shownOfMany)).map(makeRow);
  const left = items.length - rows.length;
  if (left === 0) return rows;
  const note = `… and ${count(left, `more ${noun}`)} (--all shows them)`;
  return [...rows, noteRow({ text: note, tone: "faint" })];
}

function noteRow(note: Cell): Row {
  return { lead: { text: "" }, note };
}

function printTime(date: Date, compact: boolean): string {
  const [day, time = ""] = date.toISOString().split("T");
  return `${day} ${time.slice(0, compact ? 5 : 8)}`;
}
