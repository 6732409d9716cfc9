import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { isHarmless } from "../../../src/decode/harmless.ts";
import { guardFor } from "../../../src/parse/guard.ts";
import * as schemas from "../../../src/schemas/index.ts";
import { Message, messageSchemaFor, messageSchemas } from "../../../src/schemas/messages/message.ts";
import {
  counter,
  documentedForms,
  identifier,
  openList,
  openListInAnyCase,
  optional,
  optionalValues,
  text,
  timestamp,
} from "../../../src/schemas/primitives.ts";
import { textMessage } from "../../fixtures/envelopes.ts";
import { fixture, fixtureNames } from "../../fixtures/fixtures.ts";

const wireSchemas = Object.entries(schemas as Record<string, unknown>).flatMap(
  ([name, schema]): [name: string, schema: z.ZodType][] => (schema instanceof z.ZodType ? [[name, schema]] : []),
);

/** What a guard promises: where it says yes, the schema accepts the value and gives an equal one back. */
function expectPromiseKept(schema: z.ZodType, value: unknown): void {
  // What reaches a guard was decoded, so it holds no `__proto__`, which a schema leaves out.
  if (!isHarmless(value) || !guardFor(schema)(value)) return;
  const result = schema.safeParse(value);
  expect(result.error?.issues).toBeUndefined();
  expect(result.data).toStrictEqual(value);
}

const anything = fc.oneof(
  fc.constantFrom<unknown>("", null, undefined, "15550002222", 5, -0, 1.5, true, [], {}, "read", "READ", "x"),
  fc.string(),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values that a schema nearly or fully describes: each part is now and then something else. */
function near(schema: z.ZodType): fc.Arbitrary<unknown> {
  const exact = exactly(schema);
  return fc.oneof({ weight: 12, arbitrary: exact }, { weight: 1, arbitrary: anything });
}

function exactly(schema: z.ZodType): fc.Arbitrary<unknown> {
  if ((schema as unknown) === Message) return fc.constantFrom(...Object.values(messageSchemas)).chain(near);
  const optionalValue = optionalValues.get(schema);
  if (optionalValue !== undefined)
    return fc.oneof({ weight: 8, arbitrary: near(optionalValue) }, fc.constantFrom("", null, undefined));
  if (documentedForms.has(schema))
    return fc.constantFrom<unknown>("1780000000", 1_780_000_000, "READ", "read", "sent", "x", "", 0);
  const definition = schema._zod.def as z.core.$ZodTypeDef;
  switch (definition.type) {
    case "string":
      return fc.string();
    case "number":
      return fc.double({ noDefaultInfinity: true, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "literal":
      return fc.constantFrom(...(definition as z.core.$ZodLiteralDef<z.core.util.Literal>).values);
    case "array":
      return fc.array(near((definition as z.core.$ZodArrayDef<z.ZodType>).element), { maxLength: 3 });
    case "union":
      return fc.oneof(...(definition as z.core.$ZodUnionDef<z.ZodType[]>).options.map(near));
    case "object": {
      const { shape } = definition as z.core.$ZodObjectDef<Record<string, z.ZodType>>;
      const members = Object.fromEntries(Object.entries(shape).map(([key, member]) => [key, near(member)]));
      const required = Object.keys(shape).filter((key) => !optionalValues.has(shape[key] as z.ZodType));
      const extra = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2, noNullPrototype: true });
      return fc
        .tuple(fc.record(members, { requiredKeys: required, noNullPrototype: true }), extra)
        .map(([known, unknown]) => ({ ...unknown, ...known }));
    }
    default:
      return anything;
  }
}

describe("where the guard of a schema says yes, the schema gives an equal value back", () => {
  test.each(wireSchemas)("%s", (_, schema) => {
    fc.assert(
      fc.property(near(schema), (value) => expectPromiseKept(schema, value)),
      { numRuns: 60 },
    );
  });

  test.each([
    ["text", text],
    ["identifier", identifier],
    ["timestamp", timestamp],
    ["counter", counter],
    ["openList", openList(["a"])],
    ["openListInAnyCase", openListInAnyCase(["READ", "sent"])],
    ["optional text", optional(text)],
    ["optional counter", optional(counter)],
    ["optional list", optional(z.array(text))],
    ["optional object", optional(z.looseObject({ a: optional(identifier) }))],
  ] as [string, z.ZodType][])("the primitive %s", (_, schema) => {
    fc.assert(
      fc.property(near(schema), (value) => expectPromiseKept(schema, value)),
      { numRuns: 300 },
    );
  });

  test.each(fixtureNames)("every object in %s, against every schema", (name) => {
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [, schema] of wireSchemas) expectPromiseKept(schema, value);
      for (const member of Object.values(value)) visit(member);
    };
    visit(fixture(name));
  });
});

describe("the guard is of use", () => {
  test.each(Object.keys(messageSchemas))("it says yes to documented messages of the type %s", (type) => {
    const found = fixtureNames
      .map(fixture)
      .flatMap(({ entry }) => (entry ?? []) as { changes: { value: { messages?: { type: string }[] } }[] }[])
      .flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages ?? []))
      .filter((message) => message.type === type);
    const inHistory = type === "media_placeholder" ? [{ ...textMessage(), type }] : [];
    expect([...found, ...inHistory].some(guardFor(messageSchemaFor(type)))).toBe(true);
  });
});

describe("the guard says no", () => {
  const never: [title: string, schema: z.ZodType, value: unknown][] = [
    ["to a number where a text comes out", timestamp, 1_780_000_000],
    ["to a word in another case", openListInAnyCase(["READ"]), "read"],
    ["to an empty text that means absent", optional(text), ""],
    ["to null that means absent", optional(text), null],
    ["to a schema that leaves members out", z.object({ a: text }), { a: "x" }],
    ["to a schema with a refinement", text.min(1), "x"],
    ["to a schema it does not know", z.union([text, z.number()]), "x"],
    ["to a list where an object belongs", z.looseObject({}), []],
    ["to an object where a list belongs", z.array(text), { 0: "x" }],
    ["to a number that is none", counter, Number.NaN],
  ];

  test.each(never)("%s", (_, schema, value) => {
    expect(guardFor(schema)(value)).toBe(false);
  });
});
