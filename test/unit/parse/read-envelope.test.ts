import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { describeEvent } from "../../fixtures/describe-event.ts";
import {
  business,
  customer,
  dialog360Webhook,
  metadata,
  metaWebhook,
  phoneNumberId,
  textMessage,
  valueWebhook,
  wabaId,
} from "../../fixtures/envelopes.ts";

const described = (body: object) => parseWebhook(body).map(describeEvent);
const object = "whatsapp_business_account";
const change = (...ids: string[]) => ({
  field: "messages",
  value: { metadata, messages: ids.map((id) => textMessage({ id })) },
});
const idsOf = (body: object) => parseWebhook(body).map((event) => event.type === "message" && event.message.id);

describe("Meta's envelope", () => {
  test("is read at every level, in the sender's order", () => {
    const entry = [
      { id: "1", changes: [change("a", "b"), change("c")] },
      { id: "2", changes: [change("d")] },
    ];
    expect(idsOf({ object, entry })).toEqual(["a", "b", "c", "d"]);
    expect(parseWebhook({ object, entry }).map((event) => event.wabaId)).toEqual(["1", "1", "1", "2"]);
  });

  test("says which account, number and field each event is about", () => {
    expect(parseWebhook(valueWebhook("messages", { messages: [textMessage()] }))[0]).toMatchObject({
      wabaId,
      phoneNumberId,
      displayPhoneNumber: business,
      field: "messages",
    });
  });

  test("is known without its object, as older examples print it", () => {
    expect(idsOf({ entry: [{ id: "1", changes: [change("a")] }] })).toEqual(["a"]);
  });

  test("may carry the field on the entry, as older examples print it", () => {
    const entry = [{ field: "messages", object, changes: [{ value: change("a").value }] }];
    expect(idsOf({ entry })).toEqual(["a"]);
  });

  test.each([
    ["history", { history: [{ threads: [] }] }, "history"],
    ["smb_app_state_sync", { state_sync: [{ type: "contact", contact: {}, action: "add" }] }, "contacts"],
  ])("may lack the field of %s, whose list only it can hold", (field, value, type) => {
    expect(parseWebhook({ entry: [{ changes: [{ value }] }] })).toMatchObject([{ type, field }]);
  });

  test("may carry the account as a number", () => {
    expect(parseWebhook({ entry: [{ id: 900, changes: [change("a")] }] })[0]).toMatchObject({ wabaId: "900" });
  });

  test.each([[[]], [[{ changes: [] }]]])("with nothing in it has no events: %j", (entry) => {
    expect(parseWebhook({ object, entry })).toEqual([]);
  });
});

const unknown: [reason: string, title: string, body: object, path: string, raw: unknown][] = [
  ["unknown_envelope", "an object that is none", { hello: 1 }, "", { hello: 1 }],
  ["unknown_envelope", "an entry that is no list", { object, entry: {} }, "", { object, entry: {} }],
  ["unknown_envelope", "360dialog's envelope without data", { id: "1", event: "x" }, "", { id: "1", event: "x" }],
  [
    "unknown_object",
    "another product's webhook",
    { object: "instagram", entry: [{ id: "1", changes: [change("a")] }] },
    "entry[0]",
    { id: "1", changes: [change("a")] },
  ],
  ["unknown_key", "a member beside the entries", { object, entry: [], surprise: 1 }, "surprise", { surprise: 1 }],
  [
    "unknown_key",
    "a member of an entry",
    { object, entry: [{ id: "1", changes: [], messaging: [1] }] },
    "entry[0].messaging",
    { messaging: [1] },
  ],
  [
    "unknown_key",
    "a member of a change",
    { object, entry: [{ changes: [{ ...change(), extra: null }] }] },
    "entry[0].changes[0].extra",
    { extra: null },
  ],
  [
    "missing_field",
    "a change without a field whose value fits several",
    { object, entry: [{ changes: [{ value: { messages: [] } }] }] },
    "entry[0].changes[0]",
    { value: { messages: [] } },
  ],
  [
    "unknown_field",
    "a field no page documents",
    metaWebhook("flows", { a: 1 }),
    "entry[0].changes[0]",
    { field: "flows", value: { a: 1 } },
  ],
  [
    "unknown_field",
    "a field named as every object's member",
    metaWebhook("constructor", { a: 1 }),
    "entry[0].changes[0]",
    { field: "constructor", value: { a: 1 } },
  ],
  ["malformed", "an entry that is no object", { object, entry: [5] }, "entry[0]", 5],
  ["malformed", "an entry without changes", { object, entry: [{ id: "1" }] }, "entry[0]", { id: "1" }],
  ["malformed", "a change that is no object", { object, entry: [{ changes: ["x"] }] }, "entry[0].changes[0]", "x"],
  [
    "malformed",
    "a change whose value is no object",
    metaWebhook("messages", "x"),
    "entry[0].changes[0]",
    { field: "messages", value: "x" },
  ],
  [
    "malformed",
    "360dialog's data that is no object",
    { event: "history", data: [] },
    "",
    { event: "history", data: [] },
  ],
  ["unknown_key", "a member beside 360dialog's", { event: "channel_live", data: {}, extra: 1 }, "extra", { extra: 1 }],
];

test.each(unknown)("%s: %s comes out with its path and raw value", (reason, _, body, path, raw) => {
  const found = parseWebhook(body).filter(({ type }) => type === "unknown");
  expect(found).toMatchObject([{ reason, path }]);
  expect(found[0]?.raw).toEqual(raw);
});

test("a bad entry and a bad change leave their neighbours alone", () => {
  const entry = [null, { id: "1", changes: [change("a"), 5, change("b")] }, "x", { id: "2", changes: [change("c")] }];
  expect(described({ object, entry })).toEqual([
    "unknown malformed entry[0]",
    `message inbound text ${customer}`,
    "unknown malformed entry[1].changes[1]",
    `message inbound text ${customer}`,
    "unknown malformed entry[2]",
    `message inbound text ${customer}`,
  ]);
});

describe("360dialog's envelope", () => {
  test.each([
    ["history", { history: [{ threads: [] }] }, "history"],
    ["history", { messages: [textMessage()] }, "history.media"],
    ["smb_app_state_sync", { state_sync: [{ type: "contact", contact: {}, action: "add" }] }, "contacts"],
    ["smb_message_echoes", { message_echoes: [textMessage()] }, "echo"],
    ["messages", { messages: [textMessage()] }, "message"],
  ])("carries Meta's value of %s", (event, lists, type) => {
    expect(parseWebhook(dialog360Webhook(event, lists))).toMatchObject([
      { type, provider: "360dialog", field: event, wabaId, phoneNumberId },
    ]);
  });

  test.each(["channel_live", "something_new", "constructor"])("carries the partner event %s", (event) => {
    const body = { id: "event-own-1", event, data: { id: "OwnOneCH" } };
    expect(parseWebhook(body)).toMatchObject([{ type: "partner", event, data: { id: "OwnOneCH" }, raw: body }]);
  });
});
