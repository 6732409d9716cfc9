import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { canonicalJson, eventId } from "../../../src/parse/event-id.ts";
import { customer, dialog360Webhook, metaWebhook, textMessage, valueWebhook } from "../../fixtures/envelopes.ts";
import { fixtureBytes, fixtureNames } from "../../fixtures/fixtures.ts";

const idsOf = (body: Parameters<typeof parseWebhook>[0], options?: Parameters<typeof parseWebhook>[1]) =>
  parseWebhook(body, options).map(({ id }) => id);
const chunk = (messages: object[], more: object = {}) => ({
  metadata: { phase: 1, chunk_order: 1, progress: 10, ...more },
  threads: [{ id: customer, messages }],
});
const image = { type: "image", image: { id: "800" }, text: undefined };

function withReversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReversedKeys);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, withReversedKeys(member)]);
  return Object.fromEntries(members.reverse());
}

describe("eventId", () => {
  test("begins with the type of the event", () => {
    expect(eventId("history.media", ["a"])).toMatch(/^history\.media_[\w-]{22}$/);
  });

  test("keeps apart what joins to the same text", () => {
    expect(new Set([eventId("echo", ["a", "b"]), eventId("echo", ["ab"]), eventId("echo", [["a", "b"]])]).size).toBe(3);
  });

  test("keeps apart ids that differ in a lone surrogate only", () => {
    expect(eventId("echo", ["\ud800"])).not.toBe(eventId("echo", ["\ud801"]));
  });
});

describe("canonicalJson", () => {
  test("is the same for every order of keys", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: "x" })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
    expect(canonicalJson({ a: "x", b: [{ c: null, d: 1 }] })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  test("keeps the order of lists", () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});

describe.each(fixtureNames)("the ids of %s", (name) => {
  const bytes = fixtureBytes(name);
  const ids = idsOf(bytes);

  test("are the same when it is delivered again, later and by another name", () => {
    expect(idsOf(bytes, { receivedAt: new Date(0), provider: "360dialog" })).toEqual(ids);
  });

  test("are the same when the keys stand in another order", () => {
    expect(idsOf(withReversedKeys(JSON.parse(bytes.toString())) as object)).toEqual(ids);
  });

  test("differ among its events", () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("hold no id, number or name of the webhook", () => {
    const values = [...bytes.toString().matchAll(/"([^"\\]{6,})"/g)].map(([, value]) => value as string);
    const documented = /^[a-z_.]+$|^[A-Z_]+$/;
    for (const value of values.filter((text) => !documented.test(text))) {
      for (const id of ids) expect(id).not.toContain(value);
    }
    for (const id of ids) expect(id).not.toMatch(/\d{7}/);
  });
});

const envelopes: [title: string, field: string, lists: object][] = [
  ["history", "history", { history: [chunk([textMessage()])] }],
  ["media", "history", { messages: [textMessage(image)] }],
  [
    "contacts",
    "smb_app_state_sync",
    { state_sync: [{ type: "contact", contact: { phone_number: customer }, action: "add" }] },
  ],
  ["echo", "smb_message_echoes", { message_echoes: [textMessage()] }],
  ["message", "messages", { messages: [textMessage()] }],
  ["malformed message", "messages", { messages: [{ type: "text" }] }],
  ["unknown member", "messages", { surprise: [1] }],
];

test.each(envelopes)("the id of a %s is the same in both envelopes", (_, field, lists) => {
  expect(idsOf(dialog360Webhook(field, lists))).toEqual(idsOf(valueWebhook(field, lists)));
});

// What has neither an id nor a time of its own: only the webhook tells whether it happened again.
const timeless: [title: string, field: string, value: object][] = [
  ["a pause", "account_update", { event: "ACCOUNT_OFFBOARDED" }],
  ["a refusal to share history", "history", { history: [{ errors: [{ code: 2593109 }] }] }],
  ["an error", "messages", { errors: [{ code: 130429 }] }],
];

describe.each(timeless)("the id of %s", (_, field, value) => {
  const ofMeta = (time: number) => idsOf({ entry: [{ id: "1", time, changes: [{ field, value }] }] });
  const of360dialog = (id: string) => idsOf({ id, event: field, data: { id: "1", ...value } });

  test("is the same when it is delivered again", () => {
    expect(ofMeta(1_760_000_000)).toEqual(ofMeta(1_760_000_000));
    expect(of360dialog("event-1")).toEqual(of360dialog("event-1"));
  });

  test("is another when it happens again", () => {
    expect(ofMeta(1_760_000_000)).not.toEqual(ofMeta(1_760_086_400));
    expect(of360dialog("event-1")).not.toEqual(of360dialog("event-2"));
  });
});

test("360dialog's quoted counters make the same id as Meta's numbers", () => {
  const quoted = dialog360Webhook("history", { history: [chunk([textMessage()], { phase: "1", progress: "10" })] });
  expect(idsOf(quoted)).toEqual(idsOf(valueWebhook("history", { history: [chunk([textMessage()])] })));
});

test("a contact's number makes the same id with and without formatting", () => {
  const sync = (phone_number: string) =>
    valueWebhook("smb_app_state_sync", { state_sync: [{ type: "contact", contact: { phone_number }, action: "add" }] });
  expect(idsOf(sync("+1 555 000 2222"))).toEqual(idsOf(sync("15550002222")));
});

// Each pair shares as much as it can.
const apart: [title: string, left: object, right: object][] = [
  [
    "a placeholder in history and its media",
    valueWebhook("history", { history: [chunk([textMessage({ type: "media_placeholder" })])] }),
    valueWebhook("history", { messages: [textMessage(image)] }),
  ],
  [
    "a chunk with a placeholder and the same chunk with the picture",
    valueWebhook("history", { history: [chunk([textMessage({ type: "media_placeholder" })])] }),
    valueWebhook("history", { history: [chunk([textMessage(image)])] }),
  ],
  [
    "a message and a status",
    valueWebhook("messages", { messages: [textMessage()] }),
    valueWebhook("messages", { statuses: [{ id: "wamid.OWN1", status: "read" }] }),
  ],
  [
    "two statuses of one message",
    valueWebhook("messages", { statuses: [{ id: "wamid.OWN1", status: "delivered" }] }),
    valueWebhook("messages", { statuses: [{ id: "wamid.OWN1", status: "read" }] }),
  ],
  [
    "a live message and an echo",
    valueWebhook("messages", { messages: [textMessage()] }),
    valueWebhook("smb_message_echoes", { message_echoes: [textMessage()] }),
  ],
  [
    "a live message and the same one as an asset of the history",
    valueWebhook("messages", { messages: [textMessage(image)] }),
    valueWebhook("history", { messages: [textMessage(image)] }),
  ],
  [
    "a message and its edit",
    valueWebhook("messages", { messages: [textMessage()] }),
    valueWebhook("messages", {
      messages: [
        { id: "wamid.OWN2", type: "edit", edit: { original_message_id: "wamid.OWN1", message: { type: "text" } } },
      ],
    }),
  ],
  [
    "an unsupported message and its later, readable form",
    valueWebhook("messages", { messages: [textMessage({ type: "unsupported" })] }),
    valueWebhook("messages", { messages: [textMessage()] }),
  ],
  [
    "one wamid on two business numbers",
    metaWebhook("messages", { metadata: { phone_number_id: "1" }, messages: [textMessage()] }),
    metaWebhook("messages", { metadata: { phone_number_id: "2" }, messages: [textMessage()] }),
  ],
  [
    "two chunks with the same counters",
    valueWebhook("history", { history: [chunk([textMessage()])] }),
    valueWebhook("history", { history: [chunk([textMessage({ id: "wamid.OWN2" })])] }),
  ],
  [
    "a disconnect and the next one",
    metaWebhook("account_update", { event: "PARTNER_REMOVED" }, { time: 1_780_000_000 }),
    metaWebhook("account_update", { event: "PARTNER_REMOVED" }, { time: 1_780_000_001 }),
  ],
  [
    "the same account event of two numbers",
    metaWebhook("account_update", { event: "PARTNER_REMOVED", phone_number: "15550001111" }),
    metaWebhook("account_update", { event: "PARTNER_REMOVED", phone_number: "15550001112" }),
  ],
  [
    "a status of two participants of a group",
    valueWebhook("messages", {
      statuses: [
        { id: "w", status: "read", recipient_id: "g", recipient_type: "group", recipient_participant_id: "1" },
      ],
    }),
    valueWebhook("messages", {
      statuses: [
        { id: "w", status: "read", recipient_id: "g", recipient_type: "group", recipient_participant_id: "2" },
      ],
    }),
  ],
  [
    "a status of two participants of a group that is not named as one",
    valueWebhook("messages", { statuses: [{ id: "w", status: "read", recipient_participant_id: "1" }] }),
    valueWebhook("messages", { statuses: [{ id: "w", status: "read", recipient_participant_id: "2" }] }),
  ],
  [
    "a contact that was added, and removed",
    valueWebhook("smb_app_state_sync", { state_sync: [{ type: "contact", contact: {}, action: "add" }] }),
    valueWebhook("smb_app_state_sync", { state_sync: [{ type: "contact", contact: {}, action: "remove" }] }),
  ],
  [
    "two events of 360dialog",
    { id: "1", event: "channel_live", data: {} },
    { id: "2", event: "channel_live", data: {} },
  ],
  [
    "two malformed messages",
    valueWebhook("messages", { messages: [{ id: 1 }] }),
    valueWebhook("messages", { messages: [{ id: 2 }] }),
  ],
];

test.each(apart)("%s have different ids", (_, left, right) => {
  const [one] = idsOf(left);
  const [other] = idsOf(right);
  expect(one).toBeTruthy();
  expect(one).not.toBe(other);
});

test("360dialog's own event is the same fact whatever its data, as its id says", () => {
  const event = (status: string) => ({ id: "event-own-1", event: "channel_live", data: { status } });
  expect(idsOf(event("ready"))).toEqual(idsOf(event("live")));
});

test("an event of 360dialog without an id is told by its data", () => {
  const event = (data: object) => ({ event: "channel_live", data });
  expect(idsOf(event({ a: 1, b: 2 }))).toEqual(idsOf(event({ b: 2, a: 1 })));
  expect(idsOf(event({ a: 1 }))).not.toEqual(idsOf(event({ a: 2 })));
});
