import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scan } from "../../src/split/scan.ts";
import { webhookShape } from "../../src/split/shape.ts";
import { metadata } from "../fixtures/envelopes.ts";
import { bytesOf, partsOf, saidBy } from "../unit/split/parts.ts";
import { damagedWebhooks, documentedWebhooks, fieldValues, metaWebhooks, placesOf } from "./parse-arbitraries.ts";

type JsonObject = Record<string, unknown>;

const sizes = fc.oneof(fc.constantFrom(1, 100, 1_000), fc.integer({ min: 1, max: 4_000 }));

/** Cuts a body and holds what its parts say against what the whole says. */
function expectSame(body: Uint8Array | string | object, size: number): void {
  const whole = saidBy([bytesOf(body)]);
  const parts = saidBy(partsOf(body, size));
  expect(parts.items).toEqual(whole.items);
  expect(parts.unknown).toEqual(whole.unknown);
  expect([...parts.empty]).toEqual(expect.arrayContaining([...whole.empty]));
}

// People who are written in several ways, or share a part of what names them.
const numbers = fc.constantFrom(
  "5511987654321",
  "551187654321",
  "+55 11 98765-4321",
  "15550002222",
  "25550002222",
  "7",
);
const userIds = fc.constantFrom("US.1", "US.2", "US.3", "15550002222");
const name = fc.constantFrom<unknown>("Ana", "Bo", 5);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const contacts = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ wa_id: optional(numbers), user_id: optional(userIds), profile: fc.record({ name }) }),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  ),
  { maxLength: 4 },
);
const named = fc.record({
  id: fc.stringMatching(/^wamid\.[A-Z]{3}$/),
  timestamp: fc.constant("1780000000"),
  type: fc.constant("text"),
  text: fc.constant({ body: "Hello" }),
  from: optional(fc.oneof(numbers, fc.constant(15550002222))),
  to: optional(numbers),
  from_user_id: optional(userIds),
  to_user_id: optional(userIds),
  from_parent_user_id: optional(userIds),
});
/** Messages of senders that know no user ids, whose chats can be cut anywhere. */
const unnamed = named.map(({ from_user_id: _, to_user_id: __, from_parent_user_id: ___, ...message }) => message);
const statuses = fc.record({
  id: fc.stringMatching(/^wamid\.[A-Z]{3}$/),
  status: fc.constant("read"),
  timestamp: fc.constant("1780000000"),
  recipient_id: optional(numbers),
  recipient_user_id: optional(userIds),
  recipient_participant_id: optional(numbers),
});

/** Values whose items are described by contacts. */
const described = fc
  .record({
    field: fc.constantFrom("messages", "smb_message_echoes", "history"),
    contacts: fc.oneof(contacts, contacts, fc.constantFrom<unknown>(null, {}, "")),
    messages: fc.array(named, { maxLength: 4 }),
    statuses: fc.array(statuses, { maxLength: 3 }),
    message_echoes: fc.array(named, { maxLength: 3 }),
    metadata: fc.constantFrom<unknown>(metadata, { ...metadata, more: 1 }, { phone_number_id: [] }, null),
    messaging_product: fc.constantFrom<unknown>("whatsapp", 5, {}, false),
  })
  .map(({ field, ...value }) => ({ field, value }));

const messagesOf = (message: fc.Arbitrary<unknown>) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: message }, { weight: 1, arbitrary: fc.jsonValue() }), { maxLength: 5 });

/** Chats that say who they are with, or leave it to their messages. */
const chats = fc
  .record({
    id: fc.option(fc.oneof(numbers, fc.constantFrom<unknown>("", 15550002222, [])), { nil: undefined }),
    context: fc.option(
      fc.oneof(
        fc.record({ wa_id: optional(numbers), user_id: optional(userIds), username: optional(fc.constant("@ana")) }),
        fc.constantFrom<unknown>({ wa_id: [] }, null, "ana"),
      ),
      { nil: undefined },
    ),
    messages: fc.oneof(messagesOf(named), messagesOf(unnamed)),
    more: optional(fc.constant(true)),
  })
  .map((chat): unknown => chat);
const histories = fc
  .array(
    fc.record({
      metadata: fc.oneof(
        fc.constant({ phase: 1, chunk_order: 2, progress: 30 }),
        fc.constantFrom<unknown>({ phase: [] }, null, 5),
      ),
      threads: fc.array(chats, { maxLength: 3 }),
      errors: fc.option(fc.constantFrom<unknown>([], null, [{ code: 2593109 }], [{ code: 1 }], {}), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((history) => ({ field: "history", value: { metadata, history } as JsonObject }));

const values = fc.oneof<fc.Arbitrary<{ field: string; value: JsonObject }>[]>(
  fieldValues(true),
  described as fc.Arbitrary<{ field: string; value: JsonObject }>,
  histories,
);
const names = fc.oneof(fc.constant("900100200300401"), fc.constantFrom<unknown>(5, null, "", {}, true));

const metaBodies = fc.array(
  fc.record({
    id: names,
    time: optional(names),
    field: optional(fc.constantFrom<unknown>("history", "messages", "", 5, [])),
    object: optional(fc.constantFrom<unknown>("whatsapp_business_account", "page", {})),
    changes: fc.array(
      fc
        .tuple(values, fc.constantFrom("as it is", "as it is", "no field", "another"), optional(fc.constant({ a: 1 })))
        .map(([{ field, value }, form, surprise]) => ({
          ...(form === "no field" ? {} : { field: form === "another" ? "messages" : field }),
          value,
          surprise,
        })),
      { maxLength: 3 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
);
const bodies = fc.oneof(
  documentedWebhooks,
  metaWebhooks(true).map(({ body }) => body),
  fc
    .tuple(metaBodies, fc.constantFrom<unknown>("whatsapp_business_account", undefined, null, "page", {}))
    .map(([entry, object]) => ({ object, entry })),
  fc
    .record({ id: names, event: values, account: names, more: optional(fc.constantFrom<unknown>(1, null)) })
    .map(({ id, event: { field, value }, account, more }) => ({
      id,
      event: field,
      data: { id: account, ...value },
      more,
      ...(more === null ? { entry: null } : {}),
    })),
  values.map(({ value }) => value),
);

/** Prints a value as no sender would, and as all of them may: with spaces, escaped keys, and keys that stand twice. */
function printOddly(value: unknown, choose: () => number): string {
  const space = () => ["", "", "", " ", "\n\t"][choose() % 5];
  const text = (part: string) =>
    choose() % 6 === 0
      ? `"${part.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`
      : JSON.stringify(part);
  const print = (part: unknown): string => {
    if (typeof part === "string") return text(part);
    if (typeof part !== "object" || part === null) return JSON.stringify(part);
    if (Array.isArray(part)) return `[${space()}${part.map((item) => `${print(item)}${space()}`).join(`,${space()}`)}]`;
    const members = Object.entries(part)
      .filter(([, member]) => member !== undefined)
      .flatMap(([key, member]) => {
        const printed = `${text(key)}${space()}:${space()}${print(member)}`;
        return choose() % 40 === 0 ? [printed, `${text(key)}:${choose() % 2 === 0 ? "[]" : print(member)}`] : [printed];
      });
    return `{${space()}${members.join(`${space()},${space()}`)}${space()}}`;
  };
  return print(value);
}

describe("the parts of a webhook", () => {
  test("say what the whole says, in the same order", () => {
    fc.assert(
      fc.property(bodies, sizes, (body, size) => expectSame(body, size)),
      { numRuns: 600 },
    );
  });

  test("say it wherever the webhook is damaged", () => {
    fc.assert(
      fc.property(damagedWebhooks, sizes, (body, size) => expectSame(body, size)),
      { numRuns: 400 },
    );
  });

  test("say it however the webhook is written", () => {
    fc.assert(
      fc.property(bodies, sizes, fc.infiniteStream(fc.nat()), (body, size, choices) =>
        expectSame(
          printOddly(body, () => choices.next().value as number),
          size,
        ),
      ),
      { numRuns: 400 },
    );
  });
});

const textOf = (part: Uint8Array): string => new TextDecoder().decode(part);

describe("nothing vanishes", () => {
  // Everything but the entries of contacts and what describes a chunk or chat, which are repeated where they are needed.
  const isItem = (key: string): boolean => !["contacts", "metadata", "context"].includes(key);

  test("each object with a mark is in exactly one part, wherever it stands", () => {
    fc.assert(
      fc.property(fc.oneof(bodies, damagedWebhooks), sizes, (webhook, size) => {
        const body: unknown = JSON.parse(JSON.stringify(webhook));
        const marks: string[] = [];
        for (const [holder, key] of placesOf(body, isItem)) {
          const item = holder[key];
          if (typeof item !== "object" || item === null || Array.isArray(item)) continue;
          marks.push(`mark ${marks.length}.`);
          (item as JsonObject)["mark"] = marks.at(-1);
        }
        const parts = partsOf(body as object, size).map(textOf);
        for (const mark of marks) expect([mark, parts.join("").split(mark).length - 1]).toEqual([mark, 1]);
      }),
      { numRuns: 200 },
    );
  });

  test("each part is JSON, and no key stands in it that did not stand in the whole", () => {
    fc.assert(
      fc.property(bodies, sizes, (body, size) => {
        const keysOf = (value: unknown) => new Set(placesOf(value).map(([, key]) => key));
        const known = keysOf(JSON.parse(JSON.stringify(body)));
        const parts = partsOf(body, size).map((part): unknown => JSON.parse(textOf(part)));
        for (const key of parts.flatMap((part) => [...keysOf(part)])) expect(known).toContain(key);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a body that is anything", () => {
  test("of JSON is cut into parts that say the same", () => {
    fc.assert(
      fc.property(fc.json(), sizes, (body, size) => expectSame(body, size)),
      { numRuns: 200 },
    );
  });

  test("of bytes comes out as it is", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        expect(partsOf(body, 1)).toEqual([body]);
      }),
      { numRuns: 200 },
    );
  });

  // Where the two disagree, a part could be unreadable, or a webhook come out in pieces that is none.
  test("is read exactly when JSON.parse reads it", () => {
    const damaged = fc
      .tuple(
        fc.oneof(
          fc.json(),
          bodies.map((body) => JSON.stringify(body)),
        ),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom(...'{}[]",:\\ \n0-1.eE+tfnu/x\u0000\u00e9'),
      )
      .map(([text, place, left, instead]) => {
        const at = place % (text.length + 1);
        return `${text.slice(0, at)}${instead}${text.slice(at + left)}`;
      });
    const isRead = (text: string): boolean => {
      const steps = scan(bytesOf(text), webhookShape);
      let step = steps.next();
      while (!step.done) step = steps.next();
      return step.value !== undefined;
    };
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(damaged, (text) => {
        expect(isRead(text)).toBe(isJson(text));
      }),
      { numRuns: 1_500 },
    );
  });
});
