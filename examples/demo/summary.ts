import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql";
import type { Emulator } from "whatsapp-coexistence/testing";
import type { Business } from "./businesses.ts";
import type { Paint } from "./paint.ts";

type Deliveries = Emulator["deliveries"];

/** One line of the table: what was sent, and what is in the database. */
interface Comparison {
  readonly what: string;
  readonly sent: number;
  readonly found: number;
}

/** The whole outcome, as text, and whether it adds up. */
export interface Summary {
  readonly lines: readonly string[];
  readonly addsUp: boolean;
}

/** What the summary is made of. */
export interface Outcome {
  readonly deliveries: Deliveries;
  readonly businesses: readonly Business[];
  /** The file of the inbox. */
  readonly database: string;
  /** The statuses of the answers to webhooks that somebody forged. */
  readonly forged: readonly number[];
}

const patience = 15_000;

/**
 * Holds what the emulator sent against what is in the inbox's database. What is acknowledged is stored, and gets there a
 * moment later; files take longer.
 */
export async function addUp(outcome: Outcome, paint: Paint): Promise<Summary> {
  for (const end = Date.now() + patience; ; await wait(100)) {
    const summary = summarize(outcome, paint);
    if (summary.addsUp || Date.now() > end) return summary;
  }
}

function summarize(outcome: Outcome, paint: Paint): Summary {
  const comparisons = compare(outcome);
  const addsUp = comparisons.every(({ sent, found }) => sent === found);
  const { length } = outcome.deliveries;
  const again = outcome.deliveries.filter(({ attempts }) => attempts.length > 1).length;
  const verdict = addsUp
    ? paint("green", `Everything adds up: ${length} webhooks, ${again} of them sent again after a cut connection.`)
    : paint("red", "It does not add up: see the lines marked ✗.");
  return {
    lines: [
      paint("bold", row("What happened", ["sent", "found"])),
      ...comparisons.map((comparison) => describe(comparison, paint)),
      "",
      verdict,
    ],
    addsUp,
  };
}

function compare({ deliveries, businesses, database, forged }: Outcome): Comparison[] {
  const inbox = new Database(database, { readonly: true });
  const count = (query: string): number => Number(Object.values(inbox.prepare(query).get() as object)[0]);
  const partsOf = (source: string): number =>
    count(
      `SELECT ${["original", "edit", "revoke", "reaction_inbound", "reaction_outbound"]
        .map((part) => `count(CASE WHEN ${part} ->> '$.source' = '${source}' THEN 1 END)`)
        .join(" + ")} FROM messages`,
    );
  const files = "original ->> '$.message.type' IN ('image', 'video', 'audio', 'document', 'sticker')";
  const first = deliveries.filter(({ isRepeated }) => !isRepeated);
  const messages = (about: string): number =>
    first.filter((delivery) => delivery.about === about).reduce((sum, delivery) => sum + delivery.messages, 0);
  const times = (step: string): number =>
    businesses.flatMap(({ afterwards }) => afterwards).filter((happening) => happening.do === step).length;
  const accepted = deliveries.filter(({ state }) => state === "accepted");
  const comparisons: Comparison[] = [
    { what: "webhooks, accepted in the end", sent: deliveries.length, found: accepted.length },
    {
      what: "forged webhooks, refused with 401",
      sent: forged.length,
      found: forged.filter((status) => status === 401).length,
    },
    {
      what: "contacts in the address books",
      sent: customersOf(businesses),
      found: count("SELECT count(*) FROM customers WHERE contact_name IS NOT NULL"),
    },
    { what: "messages of the history", sent: messages("history"), found: partsOf("history") },
    {
      what: "files of its placeholders",
      sent: first.filter(({ about }) => about === "media").length,
      found: count("SELECT count(asset) FROM messages"),
    },
    {
      what: "messages from phones and customers",
      sent: messages("echo") + messages("message"),
      found: partsOf("echo") + partsOf("message"),
    },
    { what: "… of them edits", sent: times("edit"), found: count("SELECT count(edit) FROM messages") },
    { what: "… of them revocations", sent: times("revoke"), found: count("SELECT count(revoke) FROM messages") },
    {
      what: "pictures and files fetched",
      sent:
        first.filter(({ about }) => about === "media").length +
        count(`SELECT count(*) FROM messages WHERE asset IS NULL AND ${files}`),
      found: count("SELECT count(*) FROM media WHERE length(bytes) > 0"),
    },
    {
      what: "numbers disconnected",
      sent: times("disconnect"),
      found: count("SELECT count(*) FROM account_changes WHERE change = 'disconnected'"),
    },
  ];
  inbox.close();
  return comparisons;
}

function customersOf(businesses: readonly Business[]): number {
  return businesses.reduce((sum, { scenario }) => sum + (scenario.customers ?? 0), 0);
}

function row(label: string, cells: readonly (string | number)[]): string {
  return `${label.padEnd(40)}${cells.map((cell) => String(cell).padStart(7)).join("")}`;
}

function describe({ what, sent, found }: Comparison, paint: Paint): string {
  return `${row(`  ${what}`, [sent, found])}  ${sent === found ? paint("green", "✓") : paint("red", "✗")}`;
}
