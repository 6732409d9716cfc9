import { type Coexistence, type CoexistenceEvent, isSamePhoneNumber } from "whatsapp-coexistence";
import type { MetaSignUp } from "whatsapp-coexistence/testing";

/** How far a number has come, from its events alone. */
export interface Progress {
  readonly name: string;
  readonly phoneNumberId: string;
  readonly displayPhoneNumber: string;
  /** Of the history, in percent: the highest so far, because chunks arrive out of order. */
  history: number;
  hasDeclined: boolean;
  /** How many messages of the history, and after it, arrived. */
  messages: number;
  latest: string;
}

/** A number of which nothing is known yet. */
export function begin(name: string, { phoneNumberId, displayPhoneNumber }: MetaSignUp): Progress {
  return { name, phoneNumberId, displayPhoneNumber, history: 0, hasDeclined: false, messages: 0, latest: "signed up" };
}

/** Lets the events of a receiver reach the numbers they are about. */
export function follow(coexistence: Coexistence, numbers: readonly Progress[], onChange: () => void): void {
  const tell = (event: CoexistenceEvent, latest: string, messages = 0): Progress | undefined => {
    const number = numbers.find((candidate) => owns(candidate, event));
    if (number === undefined) return undefined;
    number.messages += messages;
    number.latest = latest;
    onChange();
    return number;
  };

  coexistence.onHistory((event) => {
    const messages = event.threads.reduce((sum, thread) => sum + thread.messages.length, 0);
    const number = tell(event, `history, phase ${event.phase}, chunk ${event.chunkOrder}`, messages);
    if (number !== undefined) number.history = Math.max(number.history, event.progress ?? 0);
    onChange();
  });
  coexistence.onHistoryDeclined((event) => {
    const number = tell(event, "keeps its history to itself");
    if (number !== undefined) number.hasDeclined = true;
  });
  coexistence.onContactSync((event) => void tell(event, `${event.contacts.length} contacts`));
  coexistence.onHistoryMedia((event) => void tell(event, `the ${event.message.type} of an earlier placeholder`));
  coexistence.onEcho((event) => void tell(event, `sent from the phone: ${event.message.type}`, 1));
  coexistence.onMessage((event) => void tell(event, `received: ${event.message.type}`, 1));
  coexistence.onAccount((event) => void tell(event, `${event.change}${event.reason ? `: ${event.reason}` : ""}`));
}

/** Whether an event is about this number. Some of those about the account name it by its digits. */
function owns({ phoneNumberId, displayPhoneNumber }: Progress, event: CoexistenceEvent): boolean {
  return event.phoneNumberId === undefined
    ? isSamePhoneNumber(event.displayPhoneNumber, displayPhoneNumber)
    : event.phoneNumberId === phoneNumberId;
}
