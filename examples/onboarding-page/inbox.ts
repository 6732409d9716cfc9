import type {
  ContactsEvent,
  EchoEvent,
  HistoryEvent,
  HistoryMediaEvent,
  MessageEvent,
  MessageRecord,
} from "whatsapp-coexistence";
import type { AccountPlan } from "whatsapp-coexistence/client";
import type { Help } from "./help.ts";

/** What arrived, as the page shows it. */
export interface InboxView {
  contacts: number;
  history: { messages: number; progress: number; declined: boolean };
  phone: { sent: number; received: number };
  /** The newest lines first. */
  latest: readonly string[];
  account?: AccountPlan;
  onboarding?: OnboardingView;
}

/** How far the onboarding is, where it goes on by itself. */
export interface OnboardingView {
  state: "working" | "done" | "failed";
  help?: Help;
}

/** What arrived from one number. In your application this is a database. */
export class Inbox {
  readonly #contacts = new Set<string>();
  readonly #messages = new Map<string, MessageRecord>();
  readonly #fromHistory = new Set<string>();
  readonly #sent = new Set<string>();
  readonly #received = new Set<string>();
  readonly #watchers = new Set<() => void>();
  #progress = 0;
  #declined = false;
  #latest: string[] = [];
  #account: AccountPlan | undefined;
  #onboarding: OnboardingView | undefined;

  saveContacts({ contacts }: ContactsEvent): void {
    for (const { action, customer } of contacts) {
      const key = customer.userId ?? customer.waId ?? "";
      if (action === "remove") this.#contacts.delete(key);
      else this.#contacts.add(key);
    }
    this.#note(`Contacts: ${contacts.map(({ action, fullName }) => fullName ?? action).join(", ")}`);
  }

  /** Chunks arrive in any order, and some of them twice: each message is kept under its own id. */
  saveHistory({ threads, progress = 0 }: HistoryEvent): void {
    const records = threads.flatMap(({ messages }) => messages);
    for (const record of records) {
      this.#save(record);
      this.#fromHistory.add(record.message.id);
    }
    this.#progress = Math.max(this.#progress, progress);
    this.#note(`History: ${records.length} messages of ${threads.length} chats`);
  }

  saveHistoryMedia(event: HistoryMediaEvent): void {
    this.#save(event);
    this.#note(`History: the file of a message, ${event.message.type}`);
  }

  /** The business keeps its history to itself: an outcome, not an error. */
  saveHistoryDeclined(): void {
    this.#declined = true;
    this.#note("History: not shared");
  }

  saveEcho(event: EchoEvent): void {
    this.#save(event);
    this.#sent.add(event.message.id);
    this.#note(`From the phone: ${textOf(event)}`);
  }

  saveMessage(event: MessageEvent): void {
    this.#save(event);
    this.#received.add(event.message.id);
    this.#note(`${event.customer.profileName ?? "Customer"}: ${textOf(event)}`);
  }

  saveAccount(plan: AccountPlan): void {
    if (plan.canUseApi !== undefined) this.#account = plan;
    this.#note(`Account: ${plan.explanation}`);
  }

  saveOnboarding(onboarding: OnboardingView): void {
    this.#onboarding = onboarding;
    this.#tell();
  }

  view(): InboxView {
    return {
      contacts: this.#contacts.size,
      history: { messages: this.#fromHistory.size, progress: this.#progress, declined: this.#declined },
      phone: { sent: this.#sent.size, received: this.#received.size },
      latest: this.#latest,
      ...(this.#account && { account: this.#account }),
      ...(this.#onboarding && { onboarding: this.#onboarding }),
    };
  }

  /** Calls back after every change, until the function it returns is called. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  #save(record: MessageRecord): void {
    // A placeholder says less than anything that has the same id.
    if (record.message.type === "media_placeholder" && this.#messages.has(record.message.id)) return;
    this.#messages.set(record.message.id, record);
  }

  #note(line: string): void {
    this.#latest = [line, ...this.#latest].slice(0, 6);
    this.#tell();
  }

  #tell(): void {
    for (const onChange of this.#watchers) onChange();
  }
}

function textOf({ message }: MessageRecord): string {
  return message.type === "text" ? message.text.body : message.type;
}
