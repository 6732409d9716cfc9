import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CoexistenceEvent, isCoexistenceError, parseWebhook } from "../../src/index.ts";
import { dialog360Webhook, textMessage, valueWebhook, wabaId } from "../fixtures/envelopes.ts";
import {
  damagedWebhooks,
  documentedWebhooks,
  fieldValues,
  metaWebhooks,
  placesOf,
  withShuffledKeys,
} from "./parse-arbitraries.ts";

type Body = Parameters<typeof parseWebhook>[0];

const utf8 = new TextEncoder();
const receivedAt = new Date(0);

const forms: [form: string, make: (json: string) => Body][] = [
  ["bytes", (json) => utf8.encode(json)],
  ["text", (json) => json],
  ["object", (json) => JSON.parse(json)],
];

/** The events of a body in an order that does not depend on the order of its keys. */
function sortedEvents(body: Body): CoexistenceEvent[] {
  return parseWebhook(body, { receivedAt }).sort((left, right) =>
    left.id < right.id ? -1 : left.id > right.id ? 1 : 0,
  );
}

/** How many items of a webhook arrived: the messages of a chunk and the contacts of a list each count. */
function countItems(events: readonly CoexistenceEvent[]): number {
  return events.reduce((sum, event) => {
    if (event.type === "history") return sum + event.threads.flatMap(({ messages }) => messages).length;
    return sum + (event.type === "contacts" ? event.contacts.length : 1);
  }, 0);
}

describe("parsing never throws", () => {
  const anyJson = fc.oneof(fc.jsonValue(), damagedWebhooks).map((value) => JSON.stringify(value));

  test.each(forms)("on any JSON value as %s", (form, make) => {
    fc.assert(
      fc.property(anyJson, (json) => {
        // A text is always read as JSON, never taken for the value it would be.
        fc.pre(form !== "object" || !json.startsWith('"'));
        const events = parseWebhook(make(json));
        for (const event of events) expect(event.id).toMatch(/^[a-z.]+_[\w-]{22}$/);
      }),
      { numRuns: 400 },
    );
  });

  test("anything but its own errors, on any text", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json().map((json) => json.slice(0, -1)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          parseWebhook(text);
        } catch (error) {
          expect(isCoexistenceError(error)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("anything but its own errors, on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          parseWebhook(bytes);
        } catch (error) {
          expect(isCoexistenceError(error)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("nothing vanishes", () => {
  test("as many items come out as went in, whatever is wrong with them", () => {
    fc.assert(
      fc.property(metaWebhooks(true), ({ body, items }) => {
        expect(countItems(parseWebhook(JSON.stringify(body)))).toBe(items);
      }),
      { numRuns: 500 },
    );
  });

  test("an item of documented shape never comes out as unknown", () => {
    fc.assert(
      fc.property(metaWebhooks(false), ({ body }) => {
        expect(parseWebhook(body).filter(({ type }) => type === "unknown")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  // The entries of `contacts` describe other items, and are not among them. Every other item gets a mark, and wherever
  // the webhook is damaged, each mark has to be found in some event.
  test("every item can be found again in the events, wherever the webhook is damaged", () => {
    fc.assert(
      fc.property(damagedWebhooks, (damaged) => {
        const body: unknown = JSON.parse(JSON.stringify(damaged));
        const marks: string[] = [];
        for (const [holder, key] of placesOf(body, (name) => name !== "contacts")) {
          const item = holder[key];
          const isItem = Array.isArray(holder) || key === "data" || key === "value";
          if (!isItem || typeof item !== "object" || item === null || Array.isArray(item)) continue;
          marks.push(`mark ${marks.length}.`);
          (item as Record<string, unknown>)["mark"] = marks.at(-1);
        }
        const found = JSON.stringify(parseWebhook(JSON.stringify(body)));
        for (const mark of marks) expect(found).toContain(mark);
      }),
      { numRuns: 400 },
    );
  });

  test("a bad item changes none of the events of its neighbours", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.nat({ max: 3 }), (bad, position) => {
        const good = [0, 1, 2].map((index) => textMessage({ id: `wamid.OWN${index}` }));
        const withBad = (good as unknown[]).toSpliced(position, 0, textMessage({ text: bad }));
        const idsOf = (messages: unknown[]) => parseWebhook(valueWebhook("messages", { messages })).map(({ id }) => id);
        expect(idsOf(withBad)).toEqual(expect.arrayContaining(idsOf(good)));
      }),
      { numRuns: 100 },
    );
  });
});

describe("the same fact is the same event", () => {
  test("whatever the order of the keys, at every depth", () => {
    fc.assert(
      fc.property(damagedWebhooks, fc.integer(), (body, seed) => {
        const shuffled = JSON.stringify(withShuffledKeys(body, seed));
        expect(sortedEvents(shuffled)).toEqual(sortedEvents(JSON.stringify(body)));
      }),
      { numRuns: 400 },
    );
  });

  test("whether it is delivered once or again, as bytes, text or object", () => {
    fc.assert(
      fc.property(damagedWebhooks, (body) => {
        const json = JSON.stringify(body);
        const [first, ...others] = [...forms, ...forms].map(([, make]) => parseWebhook(make(json), { receivedAt }));
        for (const events of others) expect(events).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  test("in Meta's envelope and in 360dialog's", () => {
    const forwarded = ["history", "smb_app_state_sync", "smb_message_echoes", "messages"];
    const values = fieldValues(true).filter(({ field }) => forwarded.includes(field));
    fc.assert(
      fc.property(values, ({ field, value }) => {
        // A refusal and a notice have no id and no time of their own, so the envelope's is part of theirs.
        const isTimeless = (type: string) => type === "history.declined" || type === "account";
        const idsOf = (body: Body) => parseWebhook(body).flatMap(({ id, type }) => (isTimeless(type) ? [] : [id]));
        const meta = { entry: [{ id: wabaId, changes: [{ field, value }] }] };
        expect(idsOf(dialog360Webhook(field, value))).toEqual(idsOf(meta));
      }),
      { numRuns: 300 },
    );
  });

  test("and events of one webhook that are not alike have different ids", () => {
    fc.assert(
      fc.property(documentedWebhooks, (body) => {
        const byId = new Map<string, string>();
        for (const event of parseWebhook(body, { receivedAt })) {
          if (event.type !== "unknown") continue;
          const known = byId.get(event.id);
          if (known !== undefined) expect(JSON.stringify(event.raw)).toBe(known);
          byId.set(event.id, JSON.stringify(event.raw));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("keys that change prototypes are harmless", () => {
  const risky = fc.constantFrom(
    '"__proto__":{"polluted":true}',
    '"\\u005f_proto__":{"polluted":true}',
    '"\\u005f\\u005fproto\\u005f\\u005f":{"toString":null}',
    '"constructor":{"prototype":{"polluted":true}}',
    '"c\\u006fnstructor":{"proto\\u0074ype":{"polluted":true}}',
    '"__proto__":null',
    '"__proto__":[1]',
  );

  /** Writes members into the objects of a JSON text, so that no parser has touched them. */
  function withMembers(value: unknown, members: readonly string[]): string {
    let next = 0;
    const print = (part: unknown): string => {
      if (Array.isArray(part)) return `[${part.map(print).join()}]`;
      if (typeof part !== "object" || part === null) return JSON.stringify(part);
      const own = Object.entries(part).map(([key, member]) => `${JSON.stringify(key)}:${print(member)}`);
      return `{${[members[next++ % members.length], ...own].join()}}`;
    };
    return print(value);
  }

  function expectHarmless(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    expect(Object.hasOwn(value, "__proto__")).toBe(false);
    if (Object.hasOwn(value, "constructor")) expect(Object.hasOwn(value.constructor ?? {}, "prototype")).toBe(false);
    expect([Object.prototype, Array.prototype, Date.prototype]).toContain(Object.getPrototypeOf(value));
    for (const member of Object.values(value)) expectHarmless(member);
  }

  const before = Object.getOwnPropertyNames(Object.prototype);

  test.each(forms)("anywhere in a webhook that comes as %s", (_, make) => {
    fc.assert(
      fc.property(documentedWebhooks, fc.array(risky, { minLength: 1, maxLength: 4 }), (body, members) => {
        const events = parseWebhook(make(withMembers(body, members)));
        for (const event of events) expectHarmless(event);
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
        expect({}).not.toHaveProperty("polluted");
      }),
      { numRuns: 100 },
    );
  });

  test("and leave the events of everything else as they are", () => {
    fc.assert(
      fc.property(documentedWebhooks, fc.array(risky, { minLength: 1, maxLength: 4 }), (body, members) => {
        expect(sortedEvents(withMembers(body, members))).toEqual(sortedEvents(JSON.stringify(body)));
      }),
      { numRuns: 100 },
    );
  });
});

describe("nesting is bounded", () => {
  const nested = (opening: string, closing: string, depth: number): string =>
    `${opening.repeat(depth)}1${closing.repeat(depth)}`;
  const shapes = fc.constantFrom<[string, string]>(["[", "]"], ['{"a":', "}"], ['[{"a":', "}]"]);
  const places: [place: string, around: (json: string) => string][] = [
    ["the whole body", (json) => json],
    ["an unknown member", (json) => `{"entry":[],"surprise":${json}}`],
    ["a value", (json) => `{"entry":[{"changes":[{"field":"messages","value":${json}}]}]}`],
    [
      "a message",
      (json) =>
        JSON.stringify(valueWebhook("messages", { messages: [textMessage({ deep: 0 })] })).replace(
          '"deep":0',
          `"deep":${json}`,
        ),
    ],
    [
      "a message's text",
      (json) =>
        JSON.stringify(valueWebhook("messages", { messages: [textMessage({ text: 0 })] })).replace(
          '"text":0',
          `"text":${json}`,
        ),
    ],
    ["360dialog's data", (json) => `{"event":"channel_live","data":${json}}`],
  ];

  /** Without recursion, so that it can measure anything. */
  function depthOf(value: unknown): number {
    let deepest = 0;
    const open: [value: unknown, depth: number][] = [[value, 0]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [part, depth] = next;
      deepest = Math.max(deepest, depth);
      if (typeof part === "object" && part !== null)
        for (const member of Object.values(part)) open.push([member, depth + 1]);
    }
    return deepest;
  }

  test.each(places)("in %s, whatever its depth", (_, around) => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 300 }), ([opening, closing], depth) => {
        const json = around(nested(opening, closing, depth));
        for (const event of forms.flatMap(([, make]) => parseWebhook(make(json)))) {
          expect(depthOf(event.raw)).toBeLessThanOrEqual(64);
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(places)("in %s of 500,000 levels", (_, around) => {
    for (const [opening, closing] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const events = parseWebhook(utf8.encode(around(nested(opening, closing, 500_000))));
      expect(events).not.toEqual([]);
      for (const event of events) expect(depthOf(event.raw)).toBeLessThanOrEqual(64);
    }
  });

  test.each(["[", '{"a":', '[{"a":'])("where 500,000 times %s never closes, the body is no JSON", (opening) => {
    expect(() => parseWebhook(opening.repeat(500_000))).toThrow(expect.objectContaining({ code: "invalid_json" }));
  });

  test("what is deeper keeps its JSON text", () => {
    const text = nested("[", "]", 100);
    const [event] = parseWebhook(`{"surprise":${text}}`);
    expect(JSON.stringify(event?.raw).replaceAll('"', "")).toBe(`{surprise:${text}}`);
  });
});

describe("no digit is lost", () => {
  const large = fc
    .bigInt({ min: 2n ** 53n, max: 10n ** 40n })
    .chain((value) => fc.constantFrom(value, -value))
    .map(String);
  const members: [member: string, schema: string][] = [
    ["id", "a documented id"],
    ["timestamp", "a documented timestamp"],
    ["added", "a member that is not documented"],
  ];

  test.each(members)("of a large integer in %s, %s", (member) => {
    fc.assert(
      fc.property(large, (digits) => {
        const json = JSON.stringify(valueWebhook("messages", { messages: [textMessage({ [member]: 0 })] }));
        const [event] = parseWebhook(utf8.encode(json.replace(`"${member}":0`, `"${member}":${digits}`)));
        expect(event).toMatchObject({ type: "message", message: { [member]: digits }, raw: { [member]: digits } });
      }),
      { numRuns: 60 },
    );
  });

  test("of large integers anywhere", () => {
    fc.assert(
      fc.property(documentedWebhooks, large, fc.nat(), (body, digits, which) => {
        const copy = structuredClone(body);
        const items = placesOf(copy).filter(
          ([holder]) => !Array.isArray(holder) && Array.isArray((holder as { messages?: unknown }).messages),
        );
        const [holder] = items[which % Math.max(items.length, 1)] ?? [copy];
        holder["large"] = "MARK";
        const events = parseWebhook(JSON.stringify(copy).replace('"MARK"', digits));
        expect(JSON.stringify(events)).toContain(digits);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a text arrives unchanged", () => {
  const escapeAll = (json: string): string =>
    json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const styles: [style: string, write: (json: string) => string][] = [
    ["as UTF-8, with lone surrogates as escapes", (json) => json],
    ["with everything beyond ASCII as escapes", escapeAll],
    ["with slashes as escapes too, as Meta writes", (json) => escapeAll(json).replaceAll("/", "\\/")],
  ];
  // Any sequence of UTF-16 units: half of all pairs are lone surrogates.
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 })).map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom("\u0000", "\ufeff", "\u2028", "\\", '"', "/", "\ud800", "\udc00", "👩‍👩‍👧", "é", "e\u0301"),
      )
      .map((parts) => parts.join("")),
  );

  test.each(styles)("written %s", (_, write) => {
    fc.assert(
      fc.property(anyText, (body) => {
        const message = textMessage({ text: { body } });
        const json = JSON.stringify({
          entry: [
            ...valueWebhook("messages", { messages: [message] }).entry,
            ...valueWebhook("history", { history: [{ threads: [{ id: body, messages: [message] }] }] }).entry,
          ],
        });
        const events = parseWebhook(utf8.encode(write(json)));
        expect(events).toMatchObject([
          { message: { text: { body } } },
          { threads: [{ messages: [{ message: { text: { body } } }] }] },
        ]);
      }),
      { numRuns: 200 },
    );
  });
});
