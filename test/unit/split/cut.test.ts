import { describe, expect, it } from "vitest";
import { parseWebhook } from "../../../src/index.ts";
import { listsOf } from "../../../src/split/lists.ts";
import { dialog360Webhook, metadata, metaWebhook, textMessage, wabaId } from "../../fixtures/envelopes.ts";
import { bytesOf, partsOf, saidBy, valuesOf } from "./parts.ts";

const texts = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => textMessage({ id: `wamid.OWN${index}`, ...more }));
const value = (lists: object) => ({ messaging_product: "whatsapp", metadata, ...lists });
const inMeta = (field: string, content: object) => metaWebhook(field, content);
const counters = { phase: 1, chunk_order: 4, progress: 60 };
/** One item a part. */
const smallest = 1;

/** The value of the only change of a part. */
function onlyValue(part: unknown): Record<string, unknown> {
  const { entry } = part as { entry: [{ changes: [{ value: Record<string, unknown> }] }] };
  return entry[0].changes[0].value;
}

function expectSame(body: object, parts: readonly Uint8Array[]): void {
  expect(saidBy(parts)).toEqual(saidBy([bytesOf(body)]));
}

describe("every list of every field", () => {
  const all = [...listsOf].flatMap(([field, lists]) => lists.map((list) => [field, list] as const));

  it.each(all)("%s: %s is cut between its items", (field, list) => {
    const item = list === "history" ? { metadata: counters, threads: [] } : { id: "wamid.OWN1" };
    const body = inMeta(field, value({ [list]: [item, item, 5] }));
    expect(valuesOf(body, smallest)).toEqual([item, item, 5].map((only) => inMeta(field, value({ [list]: [only] }))));
    // What the parser does not read as a list would come out as an unknown key.
    expect(parseWebhook(body)).not.toContainEqual(expect.objectContaining({ reason: "unknown_key" }));
  });

  it("comes in the parser's order", () => {
    const [message, status] = [textMessage(), { id: "wamid.OWN2", status: "read" }];
    const body = inMeta("messages", value({ errors: [{ code: 1 }], statuses: [status], messages: [message] }));
    const lists = valuesOf(body, smallest).map((part) => Object.keys(onlyValue(part)).at(-1));
    expect(lists).toEqual(["messages", "statuses", "errors"]);
  });
});

describe("what stands around the items", () => {
  it("is the same in every part of 360dialog's envelope", () => {
    const body = dialog360Webhook("smb_message_echoes", { message_echoes: texts(3) });
    expect(valuesOf(body, smallest)).toEqual(
      texts(3).map((message) => dialog360Webhook("smb_message_echoes", { message_echoes: [message] })),
    );
  });

  it("is the same in every part of a value without an envelope", () => {
    const [first, second] = [{ threads: [] }, { threads: [5] }];
    const body = value({ history: [first, second] });
    expect(valuesOf(body, smallest)).toEqual([value({ history: [first] }), value({ history: [second] })]);
  });

  it("keeps the time and the field of an entry", () => {
    const entry = { id: wabaId, time: 1780000000, field: "messages" };
    const body = { entry: [{ ...entry, changes: [{ value: value({ messages: texts(2) }) }] }] };
    expect(valuesOf(body, smallest)).toEqual(
      texts(2).map((message) => ({ entry: [{ ...entry, changes: [{ value: value({ messages: [message] }) }] }] })),
    );
  });

  it("stands once where it is not known, and where the parser tells of it", () => {
    const body = {
      beside: 1,
      object: "whatsapp_business_account",
      entry: [
        {
          beside: 2,
          id: {},
          changes: [
            {
              beside: 3,
              field: "messages",
              value: { beside: 4, metadata: { ...metadata, beside: 5 }, contacts: [6], messages: texts(3) },
            },
          ],
        },
      ],
    };
    const parts = valuesOf(body, smallest);
    expect(parts).toHaveLength(3);
    expect(parts[0]).toMatchObject({ beside: 1, entry: [{ beside: 2, id: {}, changes: [{ beside: 3 }] }] });
    expect(parts[0]).toMatchObject({
      entry: [{ changes: [{ value: { metadata: { ...metadata, beside: 5 }, contacts: [6] } }] }],
    });
    const field = "messages";
    expect(parts.slice(1)).toEqual([
      { object: body.object, entry: [{ changes: [{ field, value: { metadata, messages: texts(3).slice(1, 2) } }] }] },
      {
        object: body.object,
        entry: [{ changes: [{ field, value: { metadata, messages: texts(3).slice(2), beside: 4 } }] }],
      },
    ]);
    expectSame(body, partsOf(body, smallest));
  });

  it("is not repeated for every few bytes when it is large", () => {
    const body = inMeta("messages", value({ messaging_product: "w".repeat(200_000), errors: Array(20_000).fill(0) }));
    const parts = partsOf(body, smallest);
    const size = parts.reduce((sum, { length }) => sum + length, 0);
    expect(size).toBeLessThan(3 * bytesOf(body).length);
  });
});

describe("a chunk of history", () => {
  const chats = ["15550002222", "15550003333", "15550004444"].map((id) => ({
    id,
    context: { wa_id: id, username: "ana" },
    messages: texts(20),
  }));
  const history = (threads: unknown, more: object = {}) =>
    inMeta("history", value({ history: [{ metadata: counters, threads, ...more }] }));

  it("becomes several with the same counters, between chats where it can", () => {
    const events = partsOf(history(chats), 4_000).flatMap((part) => parseWebhook(part));
    expect(events).toHaveLength(3);
    for (const event of events) {
      expect(event).toMatchObject({ type: "history", phase: 1, chunkOrder: 4, progress: 60 });
      expect((event as { threads: unknown[] }).threads).toHaveLength(1);
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  it("is cut within a chat that is larger than a part, which keeps its customer", () => {
    const events = partsOf(history(chats), 1_000).flatMap((part) => parseWebhook(part));
    const threads = events.flatMap((event) => (event.type === "history" ? event.threads : []));
    expect(threads.length).toBeGreaterThan(6);
    for (const { customer } of threads) expect(customer).toEqual({ waId: expect.any(String), username: "ana" });
    expectSame(history(chats), partsOf(history(chats), 1_000));
  });

  it("stays whole beside a refusal, which comes out with it", () => {
    const body = history(chats, { errors: [{ code: 2593109 }] });
    expect(partsOf(body, smallest)).toEqual([bytesOf(body)]);
    expect(partsOf(history(chats, { errors: [] }), smallest).length).toBe(60);
  });

  it("repeats nothing that the parser would tell of each time", () => {
    const id = "15550002222";
    for (const chat of [
      { id, context: { wa_id: [] }, messages: texts(3), more: {} },
      { id: [], context: { wa_id: id }, messages: texts(3) },
    ]) {
      const body = inMeta("history", value({ history: [{ metadata: { phase: [] }, threads: [chat] }] }));
      expect(partsOf(body, smallest)).toHaveLength(3);
      expectSame(body, partsOf(body, smallest));
    }
  });

  it("keeps a chat together whose messages are all that names the customer", () => {
    const named = texts(20, { from_user_id: "US.1" });
    for (const chat of [{ id: "15550002222", messages: named }, { messages: texts(20) }]) {
      expect(valuesOf(history([chat, chats[0]]), smallest)).toHaveLength(21);
      expectSame(history([chat, chats[0]]), partsOf(history([chat, chats[0]]), smallest));
    }
    const known = { context: { user_id: "US.1" }, messages: named };
    expect(valuesOf(history([known]), smallest)).toHaveLength(20);
  });
});

describe("the contacts of a value", () => {
  const ana = { wa_id: "5511987654321", profile: { name: "Ana" } };
  const bo = { user_id: "US.70100200300400500601", profile: { name: "Bo" } };
  const contactsOf = (body: object) => valuesOf(body, smallest).map((part) => onlyValue(part)["contacts"]);

  it("go where their items are, however their numbers are written", () => {
    const messages = [
      textMessage({ from: "551187654321" }),
      textMessage({ from: undefined, from_user_id: bo.user_id }),
      textMessage({ from: "551187654321", to_user_id: bo.user_id }),
    ];
    const body = inMeta("messages", value({ contacts: [ana, bo], messages }));
    const [first, second, third] = contactsOf(body);
    // A contact beside one item stands twice, so that the parser takes it for nobody else's.
    expect([first, second, third]).toEqual([
      [ana, ana],
      [bo, bo],
      [ana, bo],
    ]);
    expectSame(body, partsOf(body, smallest));
  });

  it("are never alone with an item that they do not belong to", () => {
    // The last eight digits are the same, the number is not.
    const messages = [textMessage({ from: "15550002222" }), textMessage({ from: "25550002222", id: "wamid.OWN2" })];
    const body = inMeta("messages", value({ contacts: [{ wa_id: "15550002222" }], messages }));
    expectSame(body, partsOf(body, smallest));
    const [, second] = partsOf(body, smallest).flatMap((part) => parseWebhook(part));
    expect(second).not.toHaveProperty("contact");
  });

  it("keep their order, because of two with one number the parser takes the last", () => {
    const [first, last] = [{ wa_id: "15550002222" }, { wa_id: "15550002222", user_id: bo.user_id }];
    const messages = texts(2).map(({ from, ...message }) => ({ to_user_id: bo.user_id, ...message, from }));
    const body = inMeta("messages", value({ contacts: [first, last], messages }));
    expect(contactsOf(body)).toEqual([
      [first, last],
      [first, last],
    ]);
    expectSame(body, partsOf(body, smallest));
  });

  it("stay alone with the only item of their value", () => {
    const alone = { field: "messages", value: value({ contacts: [ana], messages: texts(1) }) };
    const body = { entry: [{ id: wabaId, changes: [alone, alone] }] };
    expect(contactsOf(body)).toEqual([[ana], [ana]]);
    expectSame(body, partsOf(body, smallest));
  });

  it("stand in the last part where they belong to nobody, and in the first where they are malformed", () => {
    const body = inMeta("messages", value({ contacts: [ana, 5], messages: texts(3) }));
    expect(contactsOf(body)).toEqual([[5], undefined, [ana, ana]]);
    expectSame(body, partsOf(body, smallest));
  });
});

describe("a body stays whole", () => {
  const message = textMessage();
  const large = Array<unknown>(50).fill(message);

  it.each<[what: string, body: object | string]>([
    ["that is no JSON", `${JSON.stringify(inMeta("messages", value({ messages: large })))}.`],
    ["that is a list", large],
    ["that is no webhook", { messages: large }],
    ["about another product", { ...inMeta("messages", value({ messages: large })), object: "page" }],
    ["of a field that is not documented", inMeta("surprises", value({ messages: large }))],
    ["of a field without lists", inMeta("account_update", { event: "ACCOUNT_DELETED", errors: large })],
    ["whose change has no field", { entry: [{ changes: [{ value: value({ messages: large }) }] }] }],
    ["without a field and with a list that does not name it", { ...value({ history: large }), messages: large }],
    ["whose list is none", inMeta("messages", value({ messages: large, statuses: {} }))],
    ["whose list is not one of its field", inMeta("messages", value({ state_sync: large }))],
    ["of 360dialog's own", { id: "1", event: "channel_live", data: { messages: large } }],
    ["that could be Meta's or 360dialog's", { entry: null, ...dialog360Webhook("messages", { messages: large }) }],
    [
      "with a key that stands twice",
      JSON.stringify(inMeta("messages", value({ messages: large }))).replace(
        '"messages":',
        '"messages":[],"messages":',
      ),
    ],
    ["with one item, however large", inMeta("messages", value({ messages: [textMessage({ text: large })] }))],
  ])("%s", (_, body) => {
    expect(partsOf(body, smallest)).toEqual([bytesOf(body)]);
  });
});

describe("where a key stands twice", () => {
  const json = JSON.stringify(
    inMeta(
      "history",
      value({
        history: [
          { metadata: counters, threads: [{ id: "15550002222", context: { wa_id: "1" }, messages: texts(9) }] },
        ],
      }),
    ),
  );

  it.each(["object", "entry", "changes", "field", "value", "phone_number_id", "history", "threads", "context"])(
    "nothing is cut around it: %s",
    (key) => {
      expect(partsOf(json, smallest)).toHaveLength(9);
      for (const other of ["5", "null", '"history"', "{}", "[]"]) {
        const body = json.replace(`"${key}":`, `"${key}":${other},"${key}":`);
        expect(partsOf(body, smallest)).toEqual([bytesOf(body)]);
      }
    },
  );
});

describe("the bytes of items", () => {
  it("are copied, with their digits, escapes and spaces", () => {
    const items = ['{"id" : 12345678901234567890, "text":"\\u00e9\\/\\n" }', '"é"', "1.50e+2", "[ ]"];
    const body = `{"entry":[{"changes":[{"field":"messages","value":{"messages":[${items.join(" ,\n")}]}}]}]}`;
    const parts = partsOf(body, smallest).map((part) => new TextDecoder().decode(part));
    expect(parts).toEqual(
      items.map((item) => `{"entry":[{"changes":[{"field":"messages","value":{"messages":[${item}]}}]}]}`),
    );
  });

  it("may stand behind a byte order mark", () => {
    const body = `\ufeff${JSON.stringify(inMeta("messages", value({ messages: texts(3) })))}`;
    expect(partsOf(body, smallest)).toHaveLength(3);
  });
});
