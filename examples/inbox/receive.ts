import { type Coexistence, type CoexistenceEvent, type Delivery, isEventGivenUpError } from "whatsapp-coexistence";
import type { Store } from "./store.ts";

/** Lets everything that arrives reach the store, each event in the transaction that makes it done. */
export function receive(coexistence: Coexistence, store: Store, onChange: () => void): void {
  const save = <Event extends CoexistenceEvent>(work: (event: Event) => void) => {
    return (event: Event, { tx }: Delivery): void => {
      // Written nowhere, a message would be done all the same.
      if (tx === undefined) throw new Error("The inbox needs an intake with transactions.");
      tx(() => {
        work(event);
        onChange();
      });
    };
  };

  coexistence.onHistory(save((event) => store.saveHistory(event)));
  coexistence.onHistoryMedia(save((event) => store.saveMessage(event)));
  coexistence.onHistoryDeclined(save((event) => store.saveNumber(event)));
  coexistence.onEcho(save((event) => store.saveMessage(event)));
  coexistence.onMessage(save((event) => store.saveMessage(event)));
  coexistence.onStatus(save((event) => store.saveStatus(event)));
  coexistence.onContactSync(save((event) => store.saveContacts(event)));
  coexistence.onAccount(save((event) => store.saveAccount(event)));
  coexistence.onSync(onChange);
  coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
  coexistence.onError((error) => {
    if (isEventGivenUpError(error)) console.error("given up, see deadLetters:", error.eventType, error.eventId);
    // A connection broke: the sender tries again.
    else if (error.code !== "body_incomplete") console.error(error.code, error.message);
  });
}
