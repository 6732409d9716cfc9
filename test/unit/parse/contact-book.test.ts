import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { ContactBook } from "../../../src/parse/contact-book.ts";
import { customer, otherCustomer, textMessage, userId, valueWebhook } from "../../fixtures/envelopes.ts";

const ana = { wa_id: customer, user_id: userId, profile: { name: "Ana" } };
const ben = { wa_id: otherCustomer, profile: { name: "Ben" } };
const caro = { user_id: "US.2", profile: { name: "Caro" } };

describe("among several", () => {
  const book = new ContactBook([ana, ben, caro]);

  test("finds a contact by its user id", () => {
    expect(book.find({ userId: "US.2" }, false)).toBe(caro);
  });

  test("finds a contact by its number, whichever way that is written", () => {
    expect(book.find({ number: "+1 555 000 3333" }, false)).toBe(ben);
  });

  test("believes the user id before the number", () => {
    expect(book.find({ userId, number: otherCustomer }, false)).toBe(ana);
  });

  test("finds nobody for a stranger", () => {
    expect(book.find({ userId: "US.3", number: "15550009999" }, false)).toBeUndefined();
    expect(book.find({}, false)).toBeUndefined();
  });

  test("takes two texts without digits for two people", () => {
    expect(new ContactBook([{ wa_id: "private" }, ben]).find({ number: "unknown" }, false)).toBeUndefined();
  });
});

describe("a single contact beside a single message", () => {
  const book = new ContactBook([ana]);

  test("belongs to it even where the numbers differ, because wa_id need not equal from", () => {
    expect(book.find({ number: "15550009999" }, true)).toBe(ana);
    expect(book.find({}, true)).toBe(ana);
  });

  test("does not belong to it where the user ids differ", () => {
    expect(book.find({ userId: "US.3", number: customer }, true)).toBeUndefined();
  });
});

test("an empty list belongs to nobody", () => {
  expect(new ContactBook([]).find({ number: customer }, true)).toBeUndefined();
});

describe("in a webhook", () => {
  const status = { id: "wamid.OWN2", status: "read", recipient_id: otherCustomer };
  const names = (lists: object) =>
    parseWebhook(valueWebhook("messages", lists)).map((event) => "customer" in event && event.customer);

  test("the only contact is not taken for the customer of a message and of a status at once", () => {
    expect(names({ contacts: [ana], messages: [textMessage()], statuses: [status] })).toEqual([
      { waId: customer, userId, profileName: "Ana" },
      { waId: otherCustomer },
    ]);
  });

  test("the readable one of two contacts is not taken for the only one", () => {
    const events = parseWebhook(
      valueWebhook("messages", { contacts: [{ wa_id: [] }, ben], messages: [textMessage()] }),
    );
    expect(events.at(-1)).toMatchObject({ type: "message", customer: { waId: customer } });
    expect(events.at(-1)).not.toHaveProperty("contact");
  });

  test("each of several messages gets its own", () => {
    const messages = [textMessage({ from: otherCustomer }), textMessage({ id: "wamid.OWN3" })];
    expect(names({ contacts: [ana, ben], messages })).toEqual([
      { waId: otherCustomer, profileName: "Ben" },
      { waId: customer, userId, profileName: "Ana" },
    ]);
  });
});
