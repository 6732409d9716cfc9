import { describe, expect, test } from "vitest";
import { type MessageEvent, parseWebhook } from "../../../src/index.ts";
import {
  business,
  customer,
  metaWebhook,
  otherCustomer,
  textMessage,
  userId,
  valueWebhook,
} from "../../fixtures/envelopes.ts";

const first = (field: string, lists: object) => parseWebhook(valueWebhook(field, lists))[0];

const image = { type: "image", image: { id: "800" }, text: undefined };

const places: [title: string, field: string, list: string, message: object, type: string, direction: string][] = [
  ["a live message", "messages", "messages", {}, "message", "inbound"],
  ["a live message with the business number in from", "messages", "messages", { from: business }, "message", "inbound"],
  ["an echo", "smb_message_echoes", "message_echoes", { from: business, to: customer }, "echo", "outbound"],
  ["an echo without to", "smb_message_echoes", "message_echoes", { from: business }, "echo", "outbound"],
  ["an asset from the customer", "history", "messages", image, "history.media", "inbound"],
  [
    "an asset from a customer with a username",
    "history",
    "messages",
    { ...image, from: undefined },
    "history.media",
    "inbound",
  ],
  [
    "an asset from the business",
    "history",
    "message_echoes",
    { ...image, from: business },
    "history.media",
    "outbound",
  ],
  [
    "an asset with the business number in from, in the list of the customers'",
    "history",
    "messages",
    { ...image, from: `+${business}`, to: customer },
    "history.media",
    "outbound",
  ],
];

test.each(places)("%s", (_, field, list, message, type, direction) => {
  expect(first(field, { [list]: [textMessage(message)] })).toMatchObject({ type, direction, source: type, field });
});

describe("every single message", () => {
  test("carries the message as the sender wrote it, members that are not documented included", () => {
    const message = textMessage({ added: { anything: [1, null] } });
    expect(first("messages", { messages: [message] })).toMatchObject({ message, raw: message });
  });

  test("shows its documented form beside the untouched original", () => {
    const message = textMessage({ timestamp: 1_780_000_000, to: "" });
    const event = first("messages", { messages: [message] }) as MessageEvent;
    expect(event.message.timestamp).toBe("1780000000");
    expect(event.message).not.toHaveProperty("to", "");
    expect(event.raw).toEqual(message);
  });

  test("is from nobody where nothing says who sent it", () => {
    expect(first("messages", { messages: [textMessage({ from: undefined })] })).toMatchObject({ customer: {} });
  });

  test("names its customer by the ids it carries and the contact beside it", () => {
    const message = textMessage({ from_user_id: userId, from_parent_user_id: "US.ENT.1" });
    const contact = { wa_id: "15550002220", profile: { name: "Ana", username: "@ana" } };
    expect(first("messages", { contacts: [contact], messages: [message] })).toMatchObject({
      customer: { waId: "15550002220", userId, parentUserId: "US.ENT.1", username: "ana", profileName: "Ana" },
      contact,
    });
  });

  test("names the receiver as the customer when the business sent it", () => {
    const echo = textMessage({
      from: business,
      to: customer,
      to_user_id: userId,
      to_parent_user_id: "US.ENT.1",
      from_user_id: "US.2",
    });
    expect(first("smb_message_echoes", { message_echoes: [echo] })).toMatchObject({
      customer: { waId: customer, userId, parentUserId: "US.ENT.1" },
    });
  });

  test("has no contact where none belongs to it", () => {
    const contacts = [{ wa_id: otherCustomer }, { wa_id: "15550009999" }];
    expect(first("messages", { contacts, messages: [textMessage()] })).not.toHaveProperty("contact");
  });

  test("of a type that is not documented arrives with everything in it", () => {
    const message = { id: "wamid.OWN1", from: customer, type: "hologram", hologram: { a: 1 } };
    expect(first("messages", { messages: [message] })).toMatchObject({ type: "message", message });
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("of the type %s arrives too", (type) => {
    const [event] = parseWebhook(JSON.stringify(valueWebhook("messages", { messages: [{ id: "wamid.OWN1", type }] })));
    expect(event).toMatchObject({ type: "message", message: { type } });
  });

  test("of a documented type without its content is malformed, and is not taken for another type", () => {
    expect(first("messages", { messages: [{ id: "wamid.OWN1", type: "text" }] })).toMatchObject({
      type: "unknown",
      reason: "malformed",
      issues: [{ path: "text" }],
    });
  });

  test("keeps an id as long as it is, number or text", () => {
    const body = JSON.stringify(metaWebhook("messages", { messages: [{ ...textMessage(), id: 0 }] }));
    const [event] = parseWebhook(body.replace('"id":0', '"id":12345678901234567890123'));
    expect(event).toMatchObject({ message: { id: "12345678901234567890123" } });
  });
});

describe("edits and revocations", () => {
  test("arrive with their own id and the id of the original, from either side", () => {
    const edit = {
      id: "wamid.OWN2",
      type: "edit",
      edit: {
        original_message_id: "wamid.OWN1",
        message: { context: { id: "M0" }, type: "text", text: { body: "Bye" } },
      },
    };
    const revoke = { id: "wamid.OWN3", type: "revoke", revoke: { original_message_id: "wamid.OWN1" } };
    const live = parseWebhook(valueWebhook("messages", { messages: [edit, revoke] }));
    const echoes = parseWebhook(valueWebhook("smb_message_echoes", { message_echoes: [edit, revoke] }));
    expect(live).toMatchObject([
      { type: "message", message: edit },
      { type: "message", message: revoke },
    ]);
    expect(echoes).toMatchObject([
      { type: "echo", message: edit },
      { type: "echo", message: revoke },
    ]);
  });
});
