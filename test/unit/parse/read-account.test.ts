import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { business, customer, metaWebhook, phoneNumberId, valueWebhook, wabaId } from "../../fixtures/envelopes.ts";

const update = (value: unknown, entry: object = { time: 1_780_000_000 }) =>
  parseWebhook(JSON.stringify(metaWebhook("account_update", value, entry)))[0];

describe("account_update", () => {
  test.each([
    ["PARTNER_REMOVED", "disconnected"],
    ["ACCOUNT_OFFBOARDED", "paused"],
    ["ACCOUNT_RECONNECTED", "reconnected"],
    ["ACCOUNT_DELETED", "other"],
    ["PARTNER_ADDED", "other"],
    ["SOMETHING_NEW", "other"],
    ["account_offboarded", "other"],
  ])("%s means %s", (event, change) => {
    expect(update({ event })).toMatchObject({ type: "account", event, change });
  });

  // Names that every object has.
  test.each(["constructor", "toString", "hasOwnProperty", "__proto__", "valueOf"])("%s means other", (event) => {
    expect(update({ event })).toMatchObject({ type: "account", event, change: "other" });
  });

  test("is about the account in waba_info where entry.id is a partner's business", () => {
    const value = { event: "PARTNER_REMOVED", waba_info: { waba_id: "900", owner_business_id: "500" } };
    expect(update(value, { id: "600" })).toMatchObject({ wabaId: "900", change: "disconnected" });
  });

  test("is about the account in entry.id where there is no waba_info", () => {
    expect(update({ event: "PARTNER_REMOVED", phone_number: business })).toMatchObject({
      wabaId,
      displayPhoneNumber: business,
      change: "disconnected",
    });
  });

  test("says why and by whom, in words that may be new", () => {
    const disconnection_info = { reason: "SOMETHING_NEW", initiated_by: "USER" };
    expect(update({ event: "PARTNER_REMOVED", disconnection_info })).toMatchObject({
      reason: "SOMETHING_NEW",
      initiatedBy: "USER",
    });
  });

  test.each([undefined, null, "", {}])("says neither why nor by whom when disconnection_info is %j", (info) => {
    const event = update({ event: "PARTNER_REMOVED", disconnection_info: info });
    expect(event).toMatchObject({ type: "account", change: "disconnected" });
    expect(event).not.toHaveProperty("reason");
    expect(event).not.toHaveProperty("initiatedBy");
  });

  test.each([1_780_000_000, "1780000000"])("happened at the entry's time, written as %j", (time) => {
    expect(update({ event: "ACCOUNT_DELETED" }, { time })).toMatchObject({
      occurredAt: new Date("2026-05-28T20:26:40Z"),
    });
  });

  test("has the same id whether its time is quoted or not", () => {
    const [number, text] = [1_780_000_000, "1780000000"].map(
      (time) => update({ event: "ACCOUNT_DELETED" }, { time })?.id,
    );
    expect(number).toBe(text);
  });

  test.each([{}, { event: "X", phone_number: [] }, { event: 1 }, { event: null }, { event: "X", waba_info: [] }])(
    "%j is malformed",
    (value) => {
      expect(update(value)).toMatchObject({ type: "unknown", reason: "malformed", raw: value });
    },
  );
});

describe("other notices", () => {
  test("carry the sender's word as the event, or the field where there is none", () => {
    const [security] = parseWebhook(metaWebhook("security", { event: "PIN_CHANGED" }));
    const [name] = parseWebhook(metaWebhook("phone_number_name_update", { decision: "APPROVED" }));
    expect([security, name]).toMatchObject([
      { type: "account", field: "security", event: "PIN_CHANGED", change: "other" },
      { type: "account", field: "phone_number_name_update", event: "phone_number_name_update" },
    ]);
  });

  test.each([
    ["security", { event: "PIN_CHANGED", display_phone_number: business }],
    ["security", { event: "PIN_CHANGED", display_phone_number: Number(business) }],
    ["account_alerts", { display_phone_number: business }],
    ["account_alerts", { display_phone_number: Number(business) }],
  ])("%s names its number: %j", (field, value) => {
    expect(parseWebhook(metaWebhook(field, value))[0]).toMatchObject({ displayPhoneNumber: business });
  });

  test.each([
    ["security", {}],
    ["phone_number_name_update", { decision: 1 }],
    ["phone_number_quality_update", { event: [] }],
    ["account_alerts", { event: {} }],
  ])("%s is malformed: %j", (field, value) => {
    expect(parseWebhook(metaWebhook(field, value))).toMatchObject([
      { type: "unknown", reason: "malformed", raw: value },
    ]);
  });

  test("never mean that a number was disconnected", () => {
    expect(parseWebhook(metaWebhook("security", { event: "PARTNER_REMOVED" }))[0]).toMatchObject({ change: "other" });
  });
});

describe("notices in a list", () => {
  const lists: [field: string, list: string, item: object][] = [
    ["messages", "errors", { code: 130429 }],
    ["messages", "user_actions", { action_type: "marketing_messages_link_click", timestamp: 1_780_000_000 }],
    ["user_preferences", "user_preferences", { wa_id: customer, value: "stop", timestamp: 1_780_000_000 }],
    ["user_id_update", "user_id_update", { wa_id: customer, timestamp: "1780000000" }],
  ];

  test.each(lists)("%s: each of %s comes out, and carries the name of the list", (field, list, item) => {
    const events = parseWebhook(valueWebhook(field, { [list]: [item, { ...item, detail: "x" }] }));
    expect(events).toMatchObject([
      { type: "account", event: list, field, phoneNumberId, raw: item },
      { type: "account", event: list },
    ]);
  });

  test.each(lists)("%s: a bad one of %s leaves its neighbours alone", (field, list, item) => {
    const events = parseWebhook(valueWebhook(field, { [list]: [null, item] }));
    expect(events.map(({ type }) => type)).toEqual(["unknown", "account"]);
  });

  test("happened at their timestamp", () => {
    const [event] = parseWebhook(valueWebhook("messages", { user_actions: [lists[1]?.[2]] }));
    expect(event).toMatchObject({ occurredAt: new Date("2026-05-28T20:26:40Z") });
  });

  // No schema of an error lists a timestamp, so it can be anything.
  test.each([{ toString: 1, valueOf: 1 }, [1_780_000_000], true, null, "soon"])(
    "an error comes out although its timestamp is %j",
    (timestamp) => {
      const [event] = parseWebhook(JSON.stringify(valueWebhook("messages", { errors: [{ code: 1, timestamp }] })));
      expect(event).toMatchObject({ type: "account", event: "errors" });
      expect(event).not.toHaveProperty("occurredAt");
    },
  );
});
