import { type Coexistence, type CoexistenceEvent, isSamePhoneNumber, type MessageRecord } from "whatsapp-coexistence";
import { Inbox } from "./inbox.ts";
import type { Business } from "./traffic.ts";

/** What is known of one number, from its events alone. */
export class Onboarding {
  readonly business: Business;
  readonly inbox = new Inbox();
  /** The highest percentage so far: chunks arrive out of order. */
  progress = 0;
  latest = "waiting";
  declined = false;
  disconnected: string | undefined;
  /** How many events reached a listener. */
  events = 0;
  /** How many assets came before their placeholder. */
  earlyAssets = 0;

  constructor(business: Business) {
    this.business = business;
  }

  /** Whether an event is about this number. Those about the account name it by its digits. */
  owns({ phoneNumberId, displayPhoneNumber }: CoexistenceEvent): boolean {
    return phoneNumberId === undefined
      ? isSamePhoneNumber(displayPhoneNumber, this.business.displayPhoneNumber)
      : phoneNumberId === this.business.phoneNumberId;
  }

  /** How many messages are in the inbox. */
  messages(): number {
    return this.inbox.chats().reduce((sum, { messages }) => sum + messages.size, 0);
  }
}

/** Lets the events of a receiver reach the numbers they are about. */
export function follow(coexistence: Coexistence, onboardings: readonly Onboarding[], onChange: () => void): void {
  const about = (event: CoexistenceEvent): Onboarding => {
    const onboarding = onboardings.find((candidate) => candidate.owns(event));
    if (onboarding === undefined) throw new Error("An event is about a number that nobody onboards.");
    return onboarding;
  };
  const save = (event: CoexistenceEvent & MessageRecord): void => {
    const onboarding = about(event);
    const isAsset = event.type === "history.media";
    if (isAsset && onboarding.inbox.find(event.message.id)?.original === undefined) onboarding.earlyAssets += 1;
    onboarding.inbox.save(event);
    if (onboarding.progress === 0 || onboarding.progress === 100) {
      onboarding.latest = `${words[event.type]}: ${event.message.type}`;
    }
  };

  coexistence.onHistory((event) => {
    const onboarding = about(event);
    for (const { messages } of event.threads) for (const record of messages) onboarding.inbox.save(record);
    onboarding.progress = Math.max(onboarding.progress, event.progress ?? 0);
    onboarding.latest = `history, phase ${event.phase}, chunk ${event.chunkOrder}`;
  });
  coexistence.onHistoryMedia(save);
  coexistence.onEcho(save);
  coexistence.onMessage(save);
  coexistence.onContactSync((event) => about(event).inbox.saveContacts(event));
  coexistence.onHistoryDeclined((event) => {
    about(event).declined = true;
  });
  coexistence.onAccount((event) => {
    if (event.change === "disconnected") about(event).disconnected = `${event.reason}, by ${event.initiatedBy}`;
  });
  coexistence.onAny((event) => {
    about(event).events += 1;
    onChange();
  });
}

const words: Readonly<Record<string, string>> = {
  echo: "sent from the phone",
  message: "received",
  "history.media": "asset",
};
