import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as schemas from "../../../src/schemas/index.ts";
import { type JsonSchema, jsonSchemas } from "../../../src/schemas/index.ts";
import { metaWebhook, textMessage } from "../../fixtures/envelopes.ts";
import { fixture, fixtureNames } from "../../fixtures/fixtures.ts";
import { fits } from "./json-schema-check.ts";

const generated = jsonSchemas();
const byName = (name: string): JsonSchema => generated[name] ?? {};

const valueSchemas: Readonly<Record<string, string>> = {
  history: "HistoryValue",
  smb_app_state_sync: "StateSyncValue",
  smb_message_echoes: "EchoesValue",
  message_echoes: "EchoesValue",
  messages: "MessagesValue",
  account_update: "AccountUpdateValue",
  phone_number_quality_update: "PhoneNumberQualityUpdateValue",
  phone_number_name_update: "PhoneNumberNameUpdateValue",
  security: "SecurityValue",
  user_preferences: "UserPreferencesValue",
  user_id_update: "UserIdUpdateValue",
};

/** Every subschema, with what leads to it. */
function subschemas(schema: unknown, path = ""): [path: string, schema: JsonSchema][] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = schema as JsonSchema;
  const named = ["$defs", "properties"].flatMap((key) =>
    Object.entries((own[key] ?? {}) as object).flatMap(([name, member]) =>
      subschemas(member, `${path}/${key}/${name}`),
    ),
  );
  const single = ["items", "additionalProperties", "not"].flatMap((key) => subschemas(own[key], `${path}/${key}`));
  const listed = ((own["anyOf"] ?? []) as unknown[]).flatMap((member, index) =>
    subschemas(member, `${path}/anyOf/${index}`),
  );
  return [[path, own], ...named, ...single, ...listed];
}

const simpleTypes = ["array", "boolean", "integer", "null", "number", "object", "string"];

test("there is one for every schema, under the same name", () => {
  const names = Object.entries(schemas as Record<string, unknown>).flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [name] : [],
  );
  expect(Object.keys(generated).sort()).toEqual(names.sort());
});

describe.each(Object.keys(generated))("%s", (name) => {
  const schema = byName(name);

  test("is of draft 2020-12, in one piece, and can be printed", () => {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  test("has references that lead somewhere, and no definition that nothing leads to", () => {
    const references = new Set([...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to));
    const definitions = Object.keys(schema["$defs"] as object).map((definition) => `#/$defs/${definition}`);
    expect([...references].sort()).toEqual(definitions.sort());
  });

  test("says what it says in the words of the draft", () => {
    for (const [path, part] of subschemas(schema)) {
      const { type, required, properties, enum: allowed, anyOf } = part;
      if (type !== undefined)
        expect(
          [type].flat().every((word) => simpleTypes.includes(word as string)),
          path,
        ).toBe(true);
      if (required !== undefined)
        expect(Object.keys(properties as object), path).toEqual(expect.arrayContaining(required as []));
      if (allowed !== undefined) expect((allowed as []).length, path).toBeGreaterThan(0);
      if (anyOf !== undefined) expect((anyOf as []).length, path).toBeGreaterThan(0);
      expect(part["$id"], path).toBeUndefined();
      expect(part["additionalProperties"], path).not.toBe(false);
    }
  });
});

test("each call makes new ones, so that whoever changes one changes no other", () => {
  expect(jsonSchemas()).toEqual(generated);
  expect(jsonSchemas()["TextMessage"]).not.toBe(generated["TextMessage"]);
});

describe("they accept every fixture:", () => {
  test.each(fixtureNames)("%s", (name) => {
    const body = fixture(name);
    if ("entry" in body) {
      expect(fits(byName("MetaWebhook"), body)).toBe(true);
      for (const { changes } of body["entry"] as { changes: { field?: string; value: unknown }[] }[]) {
        for (const { field, value } of changes)
          expect(fits(byName(valueSchemas[field ?? ""] ?? "AccountNoticeValue"), value)).toBe(true);
      }
    } else if ("event" in body) {
      expect(fits(byName("Dialog360Webhook"), body)).toBe(true);
      expect(fits(byName(valueSchemas[body["event"] as string] ?? "Dialog360Channel"), body["data"])).toBe(true);
    } else {
      expect(fits(byName("HistoryValue"), body)).toBe(true);
    }
  });
});

const verdicts: [name: string, title: string, value: unknown, expected: boolean][] = [
  ["TextMessage", "a text message", textMessage(), true],
  ["TextMessage", "numbers where a text may be one", textMessage({ timestamp: 1_780_000_000, id: 5 }), true],
  ["TextMessage", "an empty text and null where a member may be absent", textMessage({ to: "", from: null }), true],
  ["TextMessage", "members that are not listed", textMessage({ added: [1] }), true],
  ["TextMessage", "a text message without its text", textMessage({ text: undefined }), false],
  ["TextMessage", "a message of another type", textMessage({ type: "image" }), false],
  ["TextMessage", "an empty id", textMessage({ id: "" }), false],
  ["Message", "a message of a type that is not listed", { id: "w", type: "hologram" }, true],
  ["Message", "a listed type without its content, which is no other type", { id: "w", type: "text" }, false],
  ["Message", "a message without a type", { id: "w" }, false],
  ["HistoryContext", "a status in lower case", { status: "read" }, true],
  ["ChunkMetadata", "quoted counters", { phase: "0", chunk_order: 1, progress: "35" }, true],
  ["HistoryDeclined", "no error at all", { errors: [] }, false],
  ["MetaWebhook", "another object, because the list is open", { object: "other", entry: [] }, true],
  ["MetaWebhook", "no list of entries", { object: "whatsapp_business_account", entry: {} }, false],
  ["MetaWebhook", "a webhook", metaWebhook("messages", {}), true],
  ["MessageStatus", "a status without an id", { status: "read" }, false],
];

describe("they say the same as the schemas they are made from:", () => {
  test.each(verdicts)("%s, %s", (name, _, value, expected) => {
    const json = JSON.parse(JSON.stringify(value));
    expect(fits(byName(name), json)).toBe(expected);
    expect((schemas as unknown as Record<string, z.ZodType>)[name]?.safeParse(json).success).toBe(expected);
  });
});

test("they name the documented words of open lists", () => {
  const [, status] =
    subschemas(byName("StateSyncItem")).find(([path]) => path.endsWith("StateSyncItem/properties/action")) ?? [];
  expect(status?.["examples"]).toEqual(["add", "remove"]);
});
