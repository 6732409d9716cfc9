import { describe, expect, test } from "vitest";
import { type HistoryEvent, parseWebhook, type UnknownEvent } from "../../../src/index.ts";
import { describeEvent } from "../../fixtures/describe-event.ts";
import {
  business,
  customer,
  metadata,
  otherCustomer,
  phoneNumberId,
  textMessage,
  userId,
  valueWebhook,
  wabaId,
} from "../../fixtures/envelopes.ts";

const history = (...items: unknown[]) => parseWebhook(valueWebhook("history", { history: items }));
const thread = (messages: unknown, more: object = { id: customer }) => ({ ...more, messages });
const described = (...items: unknown[]) => history(...items).map(describeEvent);

describe("a chunk", () => {
  test("says which business number and account it is about", () => {
    const [event] = history({ metadata: { phase: 0 }, threads: [] });
    expect(event).toMatchObject({ wabaId, phoneNumberId, displayPhoneNumber: business, field: "history" });
  });

  test.each([
    ["numbers", { phase: 1, chunk_order: 2, progress: 30 }],
    ["quoted", { phase: "1", chunk_order: "2", progress: "30" }],
  ])("carries its counters as numbers when they are written as %s", (_, counters) => {
    const [event] = history({ metadata: counters, threads: [] });
    expect(event).toMatchObject({ phase: 1, chunkOrder: 2, progress: 30 });
  });

  test.each([undefined, null, ""])("comes without counters when its metadata is %j", (counters) => {
    const [event, ...others] = history({ metadata: counters, threads: [] });
    expect(others).toEqual([]);
    expect(event).not.toHaveProperty("phase");
    expect(event).not.toHaveProperty("progress");
  });

  test("comes out although its metadata is malformed, which comes out too", () => {
    expect(described({ metadata: { phase: [] }, threads: [thread([textMessage()])] })).toEqual([
      "unknown malformed entry[0].changes[0].value.history[0].metadata",
      `history undefined/undefined/undefined: inbound text ${customer}`,
    ]);
  });

  test("holds what the sender wrote in raw, members that are not documented included", () => {
    const item = { metadata: { phase: 1, added: 1 }, threads: [thread([textMessage({ added: 2 })])], added: 3 };
    expect(history(item)[0]?.raw).toEqual(item);
  });

  test("never comes out as live messages", () => {
    const types = history({ threads: [thread([textMessage(), textMessage({ from: business })])] }).map(
      ({ type }) => type,
    );
    expect(types).toEqual(["history"]);
  });
});

describe("a record of the history", () => {
  const record = (message: object) =>
    (history({ threads: [thread([message])] })[0] as HistoryEvent).threads[0]?.messages[0];

  test("has the message, direction, customer, time, status and source", () => {
    const message = textMessage({ history_context: { status: "READ" } });
    expect(record(message)).toEqual({
      message,
      direction: "inbound",
      customer: { waId: customer },
      sentAt: new Date("2026-05-28T20:26:40Z"),
      status: "READ",
      source: "history",
    });
  });

  test.each([
    ["read", "READ"],
    ["Delivered", "DELIVERED"],
    ["PENDING", "PENDING"],
    ["QUEUED", "QUEUED"],
  ])("has the status %s as %s", (written, status) => {
    expect(record(textMessage({ history_context: { status: written } }))?.status).toBe(status);
  });

  test.each([undefined, "", null, "soon"])("has no time when the timestamp is %j", (timestamp) => {
    expect(record(textMessage({ timestamp }))).not.toHaveProperty("sentAt");
  });

  test("has no status where the history says nothing", () => {
    expect(record(textMessage())).not.toHaveProperty("status");
  });
});

describe("the customer of a thread", () => {
  const threads = (...list: object[]) => (history({ threads: list })[0] as HistoryEvent).threads;

  test("is the thread's id, as it is written", () => {
    expect(threads(thread([], { id: "+1 555 000 2222" }))[0]?.customer).toEqual({ waId: "+1 555 000 2222" });
  });

  test("is the wa_id of the context before the thread's id, and everything else the context says", () => {
    const context = { wa_id: "551187654321", user_id: userId, parent_user_id: "US.ENT.1", username: "@ana" };
    expect(threads(thread([], { id: "5511987654321", context }))[0]?.customer).toEqual({
      waId: "551187654321",
      userId,
      parentUserId: "US.ENT.1",
      username: "ana",
    });
  });

  test("gets the user id that its messages carry", () => {
    const [first] = threads(thread([textMessage(), textMessage({ from_user_id: userId })]));
    expect(first?.customer).toEqual({ waId: customer, userId });
    expect(first?.messages[0]?.customer).toEqual({ waId: customer, userId });
  });

  test("does not get a user id that a message of the business carries as its sender's", () => {
    const [first] = threads(thread([textMessage({ from: business, from_user_id: userId })]));
    expect(first?.customer).toEqual({ waId: customer });
  });

  test("is read from the messages where the thread names nobody", () => {
    const [first] = threads(thread([textMessage({ from: business }), textMessage()], {}));
    expect(first?.customer).toEqual({ waId: customer });
    expect(first?.messages.map((record) => record.customer)).toEqual([{}, { waId: customer }]);
  });

  test("keeps the username where that is all the thread says", () => {
    const message = textMessage({ from: undefined, from_user_id: userId });
    const [first] = threads(thread([message], { context: { username: "ana" } }));
    expect(first?.customer).toEqual({ userId, username: "ana" });
    expect(first?.messages[0]?.customer).toEqual({ userId, username: "ana" });
  });

  test("is nobody where nothing says who it is", () => {
    expect(threads(thread([], {}))[0]?.customer).toEqual({});
  });

  test.each([null, ""])("is not troubled by a context that is %j", (context) => {
    expect(described({ threads: [thread([textMessage()], { id: customer, context })] })).toHaveLength(1);
  });

  test.each([
    ["context", { id: customer, context: false }],
    ["context", { id: customer, context: [1] }],
    ["id", { id: true }],
    ["id", { id: {} }],
  ])("comes out beside its messages when its %s is malformed", (member, more) => {
    const [unknown, event] = history({ threads: [thread([textMessage()], more)] });
    expect(unknown).toMatchObject({
      type: "unknown",
      reason: "malformed",
      path: `entry[0].changes[0].value.history[0].threads[0].${member}`,
    });
    expect((event as HistoryEvent).threads[0]?.messages).toHaveLength(1);
  });
});

describe("a bad item in a chunk", () => {
  test.each([
    ["nothing", null],
    ["a text", "hello"],
    ["a list", []],
    ["no type", { id: "wamid.OWN2" }],
    ["an empty type", { id: "wamid.OWN2", type: "" }],
    ["no id", { type: "text", text: { body: "x" } }],
    ["a text without its content", { id: "wamid.OWN2", type: "text" }],
    ["a picture without the id of its asset", { id: "wamid.OWN2", type: "image", image: {} }],
  ])("that is %s comes out as malformed, and its neighbours arrive", (_, bad) => {
    const [unknown, event] = history({ threads: [thread([textMessage(), bad, textMessage()])] });
    expect(unknown).toMatchObject({
      type: "unknown",
      reason: "malformed",
      path: "entry[0].changes[0].value.history[0].threads[0].messages[1]",
      raw: bad,
    });
    expect((event as HistoryEvent).threads[0]?.messages).toHaveLength(2);
  });

  test("among 5,000 messages leaves 4,999, and comes out with its reason and raw value", () => {
    const bad = { ...textMessage({ id: "wamid.OWNBAD" }), text: { body: 7 } };
    const messages = Array.from({ length: 5000 }, (_, index) =>
      index === 2500 ? bad : textMessage({ id: `wamid.${index}` }),
    );
    const events = parseWebhook(
      JSON.stringify(valueWebhook("history", { history: [{ threads: [thread(messages)] }] })),
    );
    expect(events.map(({ type }) => type)).toEqual(["unknown", "history"]);
    const [unknown, chunk] = events as [UnknownEvent, HistoryEvent];
    expect(unknown).toMatchObject({
      reason: "malformed",
      path: "entry[0].changes[0].value.history[0].threads[0].messages[2500]",
      issues: [{ path: "text.body", message: expect.stringContaining("expected string") }],
      raw: bad,
    });
    expect(chunk.threads[0]?.messages).toHaveLength(4999);
    expect(chunk.threads[0]?.messages.some(({ message }) => message.id === "wamid.OWNBAD")).toBe(false);
  });

  test.each([null, "x", {}, { messages: {} }, { id: customer }])(
    "that is the thread %j comes out as malformed",
    (bad) => {
      const [unknown, event] = history({ threads: [bad, thread([textMessage()])] });
      expect(unknown).toMatchObject({
        reason: "malformed",
        path: "entry[0].changes[0].value.history[0].threads[0]",
        raw: bad,
      });
      expect((event as HistoryEvent).threads).toHaveLength(1);
    },
  );

  test.each([
    ["its errors", { errors: Array.from({ length: 200_000 }, () => 1) }],
    ["a card it holds", { type: "contacts", contacts: [{ phones: Array.from({ length: 200_000 }, () => 1) }] }],
  ])("with 200,000 things wrong in %s comes out as malformed, and its neighbours arrive", (_, bad) => {
    const [unknown, event] = history({ threads: [thread([textMessage(bad), textMessage()])] });
    expect(unknown).toMatchObject({ type: "unknown", reason: "malformed", issues: expect.any(Array) });
    expect((event as HistoryEvent).threads[0]?.messages).toHaveLength(1);
  });
});

describe("a business that declines", () => {
  const errors = [{ code: 2593109, title: "Off" }];

  test("comes out as declined, with the sender's errors", () => {
    expect(history({ errors })[0]).toMatchObject({ type: "history.declined", errors, wabaId, phoneNumberId });
  });

  test("is understood without an envelope, as Meta prints it", () => {
    const [event] = parseWebhook({ messaging_product: "whatsapp", metadata, history: [{ errors }] });
    expect(event).toMatchObject({ type: "history.declined", phoneNumberId, field: "history", provider: "meta" });
  });

  test("is understood when the code is quoted, or one of several", () => {
    expect(described({ errors: [{ code: 1 }, { code: "2593109" }] })).toEqual(["history.declined 1,2593109"]);
  });

  test.each([null, "", undefined])("is understood beside threads that are %j", (threads) => {
    expect(described({ errors, threads })).toEqual(["history.declined 2593109"]);
  });

  test("is understood beside chats, which come out too", () => {
    expect(described({ errors, threads: [thread([textMessage()])] })).toHaveLength(2);
  });

  test("is not what any other error says", () => {
    expect(history({ errors: [{ code: 131000 }] })[0]).toMatchObject({ type: "unknown", reason: "history_error" });
  });

  test.each([[[]], ["x"], [[1]], [{}]])("is not what malformed errors say: %j", (bad) => {
    expect(history({ errors: bad })[0]).toMatchObject({ type: "unknown", reason: "malformed" });
  });

  test("comes out once, whatever the number of its errors", () => {
    const many = [...errors, ...Array.from({ length: 200_000 }, () => ({}))];
    expect(history({ errors: many }).map(({ type }) => type)).toEqual(["history.declined"]);
  });
});

test("an empty list of errors beside chats is no error", () => {
  expect(described({ errors: [], threads: [thread([textMessage()])] })).toHaveLength(1);
});

test.each([null, 5, "x", [], {}, { metadata: { phase: 1 } }, { threads: null, errors: "" }])(
  "an item of the list history that is %j comes out as malformed",
  (item) => {
    expect(history(item)).toMatchObject([{ type: "unknown", reason: "malformed", raw: item }]);
  },
);

test("threads that are no list come out beside their chunk, whose progress still counts", () => {
  expect(history({ metadata: { progress: 100 }, threads: "x" })).toMatchObject([
    { type: "unknown", reason: "malformed", raw: "x" },
    { type: "history", progress: 100, threads: [] },
  ]);
});

test("chats of several customers stay apart", () => {
  const [event] = history({
    threads: [thread([textMessage()]), thread([textMessage({ from: otherCustomer })], { id: otherCustomer })],
  });
  expect((event as HistoryEvent).threads.map((chat) => chat.customer.waId)).toEqual([customer, otherCustomer]);
});
