import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { inferField } from "../../../src/parse/read-value.ts";
import { describeEvent } from "../../fixtures/describe-event.ts";
import { business, customer, metaWebhook, phoneNumberId, textMessage, valueWebhook } from "../../fixtures/envelopes.ts";

const value = "entry[0].changes[0].value";
const described = (field: string, lists: object) => parseWebhook(valueWebhook(field, lists)).map(describeEvent);
const message = `message inbound text ${customer}`;

describe("lists", () => {
  test("exclude none of the others", () => {
    const lists = {
      messages: [textMessage()],
      statuses: [{ id: "wamid.OWN2", status: "read", recipient_id: customer }],
      errors: [{ code: 1 }],
      user_actions: [{ action_type: "marketing_messages_link_click" }],
    };
    expect(described("messages", lists)).toEqual([
      message,
      `status read ${customer}`,
      "account other errors",
      "account other user_actions",
    ]);
  });

  test("of the same name are read by their field: messages of the history are never live", () => {
    expect(described("history", { messages: [textMessage()] })).toEqual([`history.media inbound text ${customer}`]);
  });

  test.each(["smb_message_echoes", "message_echoes"])("of echoes are read under the field %s", (field) => {
    expect(described(field, { message_echoes: [textMessage({ from: business, to: customer })] })).toEqual([
      `echo outbound text ${customer}`,
    ]);
  });

  test.each([null, ""])("that are %j are absent", (absent) => {
    expect(described("messages", { messages: [textMessage()], statuses: absent, contacts: absent })).toEqual([message]);
  });

  test.each([{}, "x", 5, true])("that are %j come out as malformed, and the others arrive", (bad) => {
    const [first, second, ...more] = parseWebhook(valueWebhook("messages", { messages: bad, errors: [{ code: 1 }] }));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ reason: "malformed", path: `${value}.messages`, raw: { messages: bad } });
    expect(second).toMatchObject({ type: "account" });
  });

  test("of another field come out as members that are not documented there", () => {
    expect(described("messages", { messages: [textMessage()], message_echoes: [textMessage()] })).toEqual([
      message,
      `unknown unknown_key ${value}.message_echoes`,
    ]);
  });
});

test("a value with nothing that is known comes out whole", () => {
  const [event] = parseWebhook(valueWebhook("messages", { contacts: [{ wa_id: customer }] }));
  expect(event).toMatchObject({ type: "unknown", reason: "empty_value", path: value });
  expect(event?.raw).toMatchObject({ contacts: [{ wa_id: customer }] });
});

test("an empty list has no events, and is not nothing", () => {
  expect(described("messages", { messages: [] })).toEqual([]);
});

describe("metadata", () => {
  test.each([undefined, null, ""])("that is %j leaves the number unknown, and the items arrive", (metadata) => {
    const [event, ...others] = parseWebhook(metaWebhook("messages", { metadata, messages: [textMessage()] }));
    expect(others).toEqual([]);
    expect(event).not.toHaveProperty("phoneNumberId");
  });

  test("that is malformed comes out, and the items arrive", () => {
    const bad = { phone_number_id: [] };
    const events = parseWebhook(metaWebhook("messages", { metadata: bad, messages: [textMessage()] }));
    expect(events[0]).toMatchObject({ reason: "malformed", path: `${value}.metadata`, raw: { metadata: bad } });
    expect(events[1]).toMatchObject({ type: "message" });
  });

  test("may hold numbers, which come out as the texts they are", () => {
    const metadata = { display_phone_number: Number(business), phone_number_id: Number(phoneNumberId) };
    const [event] = parseWebhook(metaWebhook("messages", { metadata, messages: [textMessage()] }));
    expect(event).toMatchObject({ displayPhoneNumber: business, phoneNumberId });
  });

  test("with a member that is not documented shows it", () => {
    const metadata = { phone_number_id: phoneNumberId, region: "EU" };
    expect(parseWebhook(metaWebhook("messages", { metadata, messages: [] }))).toMatchObject([
      { reason: "unknown_key", path: `${value}.metadata.region`, raw: { region: "EU" } },
    ]);
  });
});

describe("contacts", () => {
  test("that are malformed come out one by one, and the messages arrive", () => {
    const contacts = [null, { wa_id: customer }, { profile: 1 }];
    expect(described("messages", { contacts, messages: [textMessage()] })).toEqual([
      `unknown malformed ${value}.contacts[0]`,
      `unknown malformed ${value}.contacts[2]`,
      message,
    ]);
  });

  test("that are no list come out, and the messages arrive", () => {
    expect(described("messages", { contacts: {}, messages: [textMessage()] })).toEqual([
      `unknown malformed ${value}.contacts`,
      message,
    ]);
  });

  test.each([undefined, null, ""])("need no profile: %j", (profile) => {
    const [event] = parseWebhook(
      valueWebhook("messages", { contacts: [{ wa_id: customer, profile }], messages: [textMessage()] }),
    );
    expect(event).toMatchObject({ type: "message", customer: { waId: customer } });
    expect(event).not.toHaveProperty("customer.profileName");
  });
});

describe("inferField", () => {
  test.each([
    [{ history: [] }, "history"],
    [{ state_sync: [] }, "smb_app_state_sync"],
    [{ messages: [] }, undefined],
    [{ message_echoes: [] }, undefined],
    [{ history: {} }, undefined],
    [[], undefined],
    [null, undefined],
  ])("names the field of %j: %s", (given, field) => {
    expect(inferField(given)).toBe(field);
  });
});
