import type { InboxMessage } from "./inbox.ts";
import type { Onboarding } from "./onboarding.ts";
import type { Paint } from "./paint.ts";
import type { Answered } from "./player.ts";
import { countSent } from "./sent-facts.ts";

/** One line of the table: what was sent, and what arrived. */
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

/** How it looks. */
export interface SummaryStyle {
  readonly paint: Paint;
  /** The columns of the terminal. */
  readonly width: number;
}

interface Table {
  readonly paint: Paint;
  /** The columns of the texts on the left. */
  readonly label: number;
}

/** Holds what was received against what was sent. */
export function summarize(
  onboardings: readonly Onboarding[],
  answered: readonly Answered[],
  { paint, width }: SummaryStyle,
): Summary {
  const table: Table = { paint, label: Math.max(12, Math.min(36, width - 18)) };
  const comparisons = compare(onboardings, answered);
  const addsUp = comparisons.every(({ sent, found }) => sent === found);
  const kinds = (["first", "repeated", "forged"] as const).map((kind) => countOf(answered, kind));
  const verdict = addsUp
    ? paint("green", `Everything adds up: ${answered.length} webhooks sent = ${kinds.join(" + ")}.`)
    : paint("red", "It does not add up: see the lines marked ✗.");
  return {
    lines: [
      paint("bold", "Messages per chat"),
      ...onboardings.flatMap((onboarding) => describeChats(onboarding, table)),
      "",
      paint("bold", row("What happened", ["sent", "found"], table)),
      ...comparisons.map((comparison) => describeComparison(comparison, table)),
      "",
      ...onboardings.flatMap(describeOutcome),
      "",
      verdict,
    ],
    addsUp,
  };
}

function compare(onboardings: readonly Onboarding[], answered: readonly Answered[]): Comparison[] {
  const sent = countSent(answered);
  const stored = onboardings.flatMap(({ inbox }) => inbox.chats().flatMap(({ messages }) => [...messages.values()]));
  const found = (is: (message: InboxMessage) => boolean): number => stored.filter(is).length;
  const events = onboardings.reduce((sum, onboarding) => sum + onboarding.events, 0);
  const accepted = answered.filter(({ status }) => status === 200).length;
  return [
    { what: "webhooks", sent: countOf(answered, "first"), found: events },
    { what: "repeated webhooks, dropped", sent: countOf(answered, "repeated"), found: accepted - events },
    {
      what: "forged webhooks, refused with 401",
      sent: countOf(answered, "forged"),
      found: answered.filter(({ status }) => status === 401).length,
    },
    {
      what: "contacts in the address books",
      sent: sent.contacts,
      found: onboardings.reduce((sum, { inbox }) => sum + inbox.contacts(), 0),
    },
    { what: "messages", sent: sent.messages, found: found(({ original }) => original !== undefined) },
    { what: "placeholders", sent: sent.placeholders, found: found(isPlaceholder) },
    {
      what: "placeholders filled",
      sent: sent.assets,
      found: found((message) => isPlaceholder(message) && message.asset !== undefined),
    },
    { what: "messages edited", sent: sent.edits, found: found(({ edit }) => edit !== undefined) },
    { what: "messages revoked", sent: sent.revocations, found: found(({ isRevoked }) => isRevoked) },
    {
      what: "numbers that declined",
      sent: answered.filter(({ step, kind }) => step === "declined" && kind === "first").length,
      found: onboardings.filter(({ declined }) => declined).length,
    },
    {
      what: "numbers disconnected",
      sent: answered.filter(({ step, kind }) => step === "disconnect" && kind === "first").length,
      found: onboardings.filter(({ disconnected }) => disconnected !== undefined).length,
    },
  ];
}

function countOf(answered: readonly Answered[], kind: Answered["kind"]): number {
  return answered.filter((delivery) => delivery.kind === kind).length;
}

function isPlaceholder({ original }: InboxMessage): boolean {
  return original?.message.type === "media_placeholder";
}

function row(label: string, cells: readonly (string | number)[], { label: width }: Table): string {
  const cut = label.length > width ? `${label.slice(0, width - 1)}…` : label.padEnd(width);
  return `${cut}${cells.map((cell) => String(cell).padStart(7)).join("")}`;
}

function describeComparison({ what, sent, found }: Comparison, table: Table): string {
  const mark = sent === found ? table.paint("green", "✓") : table.paint("red", "✗");
  return `${row(`  ${what}`, [sent, found], table)}  ${mark}`;
}

function describeChats({ business, inbox }: Onboarding, table: Table): string[] {
  const chats = inbox
    .chats()
    .map(({ customer, messages }) => row(`    ${inbox.nameOf(customer)}`, [messages.size], table));
  return [`  ${business.name}, +${business.displayPhoneNumber}`, ...chats];
}

function describeOutcome({ business, declined, disconnected, earlyAssets }: Onboarding): string[] {
  return [
    business.name,
    ...(declined ? ["  keeps its history to itself"] : []),
    ...(earlyAssets > 0 ? [`  ${earlyAssets} assets came before their placeholder`] : []),
    ...(disconnected === undefined ? [] : [`  disconnected: ${disconnected}`]),
  ];
}
