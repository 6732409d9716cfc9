import type { SSEStreamingApi } from "hono/streaming";
import type { Coexistence, CoexistenceEvent } from "whatsapp-coexistence";
import { Inbox } from "./inbox.ts";

/** What arrived from every number. Whose it is says the event, and never the URL a webhook came to. */
export class Inboxes {
  readonly #keyOf: (event: CoexistenceEvent) => string | undefined;
  readonly #byNumber = new Map<string, Inbox>();

  constructor(keyOf: (event: CoexistenceEvent) => string | undefined) {
    this.#keyOf = keyOf;
  }

  /** Lets what arrives reach the inbox of its number. */
  follow(coexistence: Coexistence): void {
    coexistence.onContactSync((event) => this.#ofEvent(event).saveContacts(event));
    coexistence.onHistory((event) => this.#ofEvent(event).saveHistory(event));
    coexistence.onHistoryMedia((event) => this.#ofEvent(event).saveHistoryMedia(event));
    coexistence.onHistoryDeclined((event) => this.#ofEvent(event).saveHistoryDeclined());
    coexistence.onEcho((event) => this.#ofEvent(event).saveEcho(event));
    coexistence.onMessage((event) => this.#ofEvent(event).saveMessage(event));
    coexistence.onSync(({ kind, status, likelyCauses }) => {
      if (status === "stalled") console.log("nothing more came of the", kind, likelyCauses);
    });
    coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
  }

  of(key: string): Inbox {
    const inbox = this.#byNumber.get(key) ?? new Inbox();
    this.#byNumber.set(key, inbox);
    return inbox;
  }

  /** The next sign-up of the number begins with an empty page. */
  forget(key: string): void {
    this.#byNumber.delete(key);
  }

  /** Sends a page what is there, and again after every change. */
  async show(key: string, stream: SSEStreamingApi): Promise<void> {
    const inbox = this.of(key);
    const send = () => stream.writeSSE({ data: JSON.stringify(inbox.view()) });
    const stop = inbox.watch(send);
    const end = new Promise<void>((resolve) => stream.onAbort(resolve));
    await send();
    await end;
    stop();
  }

  #ofEvent(event: CoexistenceEvent): Inbox {
    return this.of(this.#keyOf(event) ?? "unknown");
  }
}
