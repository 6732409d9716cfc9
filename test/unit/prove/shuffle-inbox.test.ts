import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Inbox } from "../../../prove/proofs/shuffle/inbox.ts";
import { type CoexistenceEvent, type Customer, type Message, parseWebhook } from "../../../src/index.ts";
import {
  addedContact,
  type Change,
  contactsChange,
  echoChange,
  editMessage,
  historyChange,
  historyChunk,
  historyMediaChange,
  historyThread,
  imageMessage,
  mediaPlaceholder,
  messageChange,
  metaWebhook,
  recordOnboarding,
  removedContact,
  revokeMessage,
  textMessage,
} from "../../../src/testing/index.ts";

vi.mock("whatsapp-coexistence", () => import("../../../src/index.ts"));

const customer: Customer = { waId: "15550002222", userId: "US.10000000000000000001" };
const inHistory = (message: Message): Change =>
  historyChange(historyChunk({ threads: [historyThread([message], customer)] }));

function inboxOf(events: readonly CoexistenceEvent[]): Inbox {
  const inbox = new Inbox();
  for (const event of events) {
    if (event.type === "contacts") inbox.saveContacts(event);
    else if (event.type === "history") {
      for (const record of event.threads.flatMap(({ messages }) => messages)) inbox.save(record);
    } else if ("message" in event) inbox.save(event);
  }
  return inbox;
}

const inboxOfChanges = (changes: readonly Change[]): Inbox => inboxOf(parseWebhook(metaWebhook(changes)));

/** What is in an inbox, in an order of its own. */
function contentsOf(inbox: Inbox): unknown {
  const chats = inbox.chats().map(({ keys, messages }) => ({
    keys: [...keys].sort(),
    messages: [...messages]
      .map(([id, { original, asset, edit, isRevoked }]) => [
        id,
        original?.message.type,
        asset?.message.type,
        edit?.message.id,
        isRevoked,
      ])
      .sort(),
  }));
  return {
    contacts: inbox.contacts(),
    chats: chats.sort((left, right) => (String(left.keys) < String(right.keys) ? -1 : 1)),
  };
}

describe("the inbox of the demo", () => {
  it("holds the same, in whatever order and how often everything arrives", () => {
    const events = recordOnboarding({ seed: 12 }).flatMap(({ webhook }) => parseWebhook(webhook));
    const expected = contentsOf(inboxOf(events));
    const order = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(
      fc.property(order, fc.subarray(events), (shuffled, again) => {
        expect(contentsOf(inboxOf([...shuffled, ...again]))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  const placeholder = mediaPlaceholder();
  const asset = historyMediaChange(imageMessage({ caption: "Our menu" }, { id: placeholder.id }), { customer });
  const text = textMessage("See you at nine.");
  const firstEdit = editMessage(text.id, "See you at ten.", { timestamp: "1760000100" });
  const lastEdit = editMessage(text.id, "See you at eleven.", { timestamp: "1760000200" });
  const echo = (message: Message): Change => echoChange(message, { customer });

  it.each([
    ["after", [inHistory(placeholder), asset]],
    ["before", [asset, inHistory(placeholder)]],
  ])("fills a placeholder whose asset comes %s it", (_, changes) => {
    expect(inboxOfChanges(changes).find(placeholder.id)).toMatchObject({
      original: { message: { type: "media_placeholder" } },
      asset: { message: { image: { caption: "Our menu" } } },
    });
  });

  it("does not let a placeholder take the place of an echo", () => {
    const image = imageMessage({}, { id: placeholder.id });
    expect(inboxOfChanges([echo(image), inHistory(placeholder)]).find(image.id)?.original?.message.type).toBe("image");
  });

  it.each([
    ["in order", [echo(text), echo(firstEdit), echo(lastEdit)]],
    ["in reverse", [echo(lastEdit), echo(firstEdit), echo(text)]],
  ])("keeps the newest edit, %s", (_, changes) => {
    expect(inboxOfChanges(changes).find(text.id)?.edit?.message.id).toBe(lastEdit.id);
  });

  it("remembers a revocation that comes before its message", () => {
    const inbox = inboxOfChanges([echo(revokeMessage(text.id)), echo(text)]);
    expect(inbox.find(text.id)).toMatchObject({ isRevoked: true, original: { message: { id: text.id } } });
  });

  it("lets the newest change of a contact win, and a removed one stay away", () => {
    const changes = [removedContact(customer, "1760000300"), addedContact({ customer, timestamp: "1760000200" })];
    const inbox = inboxOfChanges(changes.map((change) => contactsChange(change)));
    expect(inbox.contacts()).toBe(0);
  });

  it("lets the later of two changes with the same time win", () => {
    const names = ["Ada Example", "Ada Sample"].map((fullName) => contactsChange(addedContact({ customer, fullName })));
    expect(inboxOfChanges(names).nameOf(customer)).toBe("Ada Sample");
  });

  it("makes one chat of two when their customer turns out to be the same", () => {
    const customers: Customer[] = [
      { waId: "5511987654321" },
      { userId: "US.7" },
      { waId: "551187654321", userId: "US.7" },
    ];
    const changes = customers.map((from) => messageChange(textMessage(), { customer: from }));
    const inbox = inboxOf(changes.flatMap((change) => parseWebhook(metaWebhook(change))));
    expect(inbox.chats().map(({ messages }) => messages.size)).toEqual([3]);
  });
});
