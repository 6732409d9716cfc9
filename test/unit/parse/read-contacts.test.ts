import { describe, expect, test } from "vitest";
import { type ContactsEvent, parseWebhook } from "../../../src/index.ts";
import { customer, userId, valueWebhook } from "../../fixtures/envelopes.ts";

const sync = (...items: unknown[]) => parseWebhook(valueWebhook("smb_app_state_sync", { state_sync: items }));
const item = (contact: object, more: object = {}) => ({ type: "contact", contact, action: "add", ...more });
const contactOf = (...items: unknown[]) => (sync(...items)[0] as ContactsEvent).contacts[0];

test("one event holds all contacts, in the sender's order", () => {
  const events = sync(item({ phone_number: "1" }), item({ phone_number: "2" }, { action: "remove" }), item({}));
  expect(events).toHaveLength(1);
  expect((events[0] as ContactsEvent).contacts.map(({ action, customer: { waId } }) => [action, waId])).toEqual([
    ["add", "1"],
    ["remove", "2"],
    ["add", undefined],
  ]);
});

describe("a contact", () => {
  test("has its names, its ids and the time of its change", () => {
    const contact = {
      full_name: "Ana Example",
      first_name: "Ana",
      phone_number: "+1 555 000 2222",
      user_id: userId,
      parent_user_id: "US.ENT.1",
      username: "@ana",
    };
    expect(contactOf(item(contact, { metadata: { timestamp: "1780000000" } }))).toEqual({
      action: "add",
      customer: { waId: "+1 555 000 2222", userId, parentUserId: "US.ENT.1", username: "ana" },
      fullName: "Ana Example",
      firstName: "Ana",
      changedAt: new Date("2026-05-28T20:26:40Z"),
    });
  });

  test("that was removed has no names", () => {
    expect(contactOf(item({ phone_number: customer }, { action: "remove" }))).toEqual({
      action: "remove",
      customer: { waId: customer },
    });
  });

  test.each([1_780_000_000, "1780000000"])("was changed at %j", (timestamp) => {
    expect(contactOf(item({}, { metadata: { timestamp } }))?.changedAt).toEqual(new Date("2026-05-28T20:26:40Z"));
  });

  test.each([undefined, null, "", {}, { timestamp: null }, { timestamp: "" }])(
    "was changed at no known time when its metadata is %j",
    (metadata) => {
      expect(contactOf(item({}, { metadata }))).not.toHaveProperty("changedAt");
    },
  );

  test("may be changed in a way that is not documented", () => {
    expect(contactOf(item({}, { action: "block" }))).toMatchObject({ action: "block" });
  });
});

describe("an entry", () => {
  test("that is no contact comes out on its own, and its neighbours arrive", () => {
    const label = { type: "label", label: { name: "VIP" }, action: "add" };
    const [unknown, event] = sync(label, item({ phone_number: customer }));
    expect(unknown).toMatchObject({
      reason: "unknown_item",
      path: "entry[0].changes[0].value.state_sync[0]",
      raw: label,
    });
    expect((event as ContactsEvent).contacts).toHaveLength(1);
  });

  test.each([null, {}, { type: "contact" }, item([]), { type: "contact", contact: {} }, item({ full_name: 5 })])(
    "that is %j comes out as malformed, and its neighbours arrive",
    (bad) => {
      const [unknown, event] = sync(bad, item({ phone_number: customer }));
      expect(unknown).toMatchObject({ reason: "malformed", raw: bad });
      expect((event as ContactsEvent).contacts).toHaveLength(1);
    },
  );
});

test("raw holds the entries that became contacts", () => {
  const items = [item({ phone_number: "1" }), item({ phone_number: "2" })];
  expect(sync(items[0], null, items[1]).at(-1)?.raw).toEqual(items);
});

test("a list without a contact makes no event of its own", () => {
  expect(sync(null).map(({ type }) => type)).toEqual(["unknown"]);
  expect(sync()).toEqual([]);
});

test("an address book of 150,000 contacts is one event", () => {
  const [event, ...others] = sync(...Array.from({ length: 100 }, () => item({})));
  expect(others).toEqual([]);
  const many = Array.from({ length: 150_000 }, (_, index) => item({ phone_number: String(index) }));
  const [all] = parseWebhook(valueWebhook("smb_app_state_sync", { state_sync: many }));
  expect((event as ContactsEvent).contacts).toHaveLength(100);
  expect((all as ContactsEvent).contacts).toHaveLength(150_000);
});
