import { html } from "hono/html";
import type { StallCause, Synchronization } from "whatsapp-coexistence";
import type { ChatRow, NumberRow } from "./queries.ts";

/** A piece of the page. What was put into it is escaped. */
export type Html = ReturnType<typeof html>;

/** A number as people read it. */
export const count = (value: number): string => value.toLocaleString("en");

/** How many of something there are. */
export const counted = (value: number, one: string): string => `${count(value)} ${one}${value === 1 ? "" : "s"}`;

/** What the business calls a customer, else what they call themself. */
export function nameOf({ contact_name, profile_name, username, wa_id }: Omit<ChatRow, "id">): string {
  return contact_name ?? profile_name ?? username ?? (wa_id === null ? "Somebody" : `+${wa_id}`);
}

/** A business number in digits, or its id where no webhook has named it so far. */
export function digitsOf({ id, display_phone_number }: NumberRow): string {
  return display_phone_number === null ? id : `+${display_phone_number.replace(/\D/g, "")}`;
}

/** The first letters of a name. Of a phone number they would say nothing. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase() || "#";
}

/**
 * A time. The script of the page writes it as the reader does, in their time zone.
 *
 * @param as - what matters about it there: `clock` in a chat, where the day stands above, `brief` in a list.
 */
export function time(at: number, as: "clock" | "brief" | "full"): Html | undefined {
  if (at <= 0 || Number.isNaN(new Date(at).getTime())) return undefined;
  const text = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(
    at,
  );
  return html`<time datetime="${new Date(at).toISOString()}" data-as="${as}">${text} UTC</time>`;
}

const causes: Readonly<Record<StallCause, string>> = {
  number_disconnected: "the number is disconnected",
  number_paused: "the number is paused, and usually comes back by itself",
  error_reported: "the sender reported an error",
  fields_not_subscribed: "the app may not be subscribed to the field history",
  app_not_subscribed: "the app may not be subscribed to the account",
  declined_without_webhook: "the business may not have shared its history",
  app_closed: "the WhatsApp Business app has to be open on the phone",
  webhooks_missing: "some webhooks were not taken, and come again",
  nothing_to_send: "there may be nothing to send",
};

/** How far the history of a number is. */
export function describeHistory({ status, progress = 0, likelyCauses }: Synchronization["history"]): string {
  const [cause] = likelyCauses;
  switch (status) {
    case "not_requested":
      return "No history so far";
    case "requested":
      return "Waiting for the history";
    case "receiving":
      return `History ${progress} %`;
    case "complete":
      return "History complete";
    case "declined":
      return "The business keeps its history to itself";
    case "stalled":
      return `History stopped at ${progress} %${cause === undefined ? "" : `: ${causes[cause]}`}`;
  }
}
