import type { JsonSchema } from "../../../src/schemas/index.ts";

type Check = (operand: never, value: unknown, schema: JsonSchema, root: JsonSchema) => boolean;

const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value === "number" ? "number" : typeof value;

const isObject = (value: unknown): value is Record<string, unknown> => typeOf(value) === "object";

/** The keywords of draft 2020-12 that the generated schemas use. One that is not here is a mistake in a test or schema. */
const keywords: Readonly<Record<string, Check>> = {
  $schema: () => true,
  $defs: () => true,
  description: () => true,
  examples: () => true,
  $ref: (reference: string, value, _, root) => fits(definitionOf(reference, root), value, root),
  type: (types: string | string[], value) => [types].flat().includes(typeOf(value)),
  const: (only: unknown, value) => value === only,
  enum: (allowed: unknown[], value) => allowed.includes(value),
  minLength: (length: number, value) => typeof value !== "string" || value.length >= length,
  minItems: (size: number, value) => !Array.isArray(value) || value.length >= size,
  items: (items: JsonSchema, value, _, root) => !Array.isArray(value) || value.every((item) => fits(items, item, root)),
  required: (keys: string[], value) => !isObject(value) || keys.every((key) => Object.hasOwn(value, key)),
  properties: (members: Record<string, JsonSchema>, value, _, root) =>
    !isObject(value) ||
    Object.entries(members).every(([key, member]) => !Object.hasOwn(value, key) || fits(member, value[key], root)),
  additionalProperties: (rest: JsonSchema, value, schema, root) =>
    !isObject(value) ||
    Object.keys(value).every((key) => key in ((schema["properties"] as object) ?? {}) || fits(rest, value[key], root)),
  anyOf: (options: JsonSchema[], value, _, root) => options.some((option) => fits(option, value, root)),
  not: (schema: JsonSchema, value, _, root) => !fits(schema, value, root),
};

function definitionOf(reference: string, root: JsonSchema): JsonSchema {
  const [, name] = /^#\/\$defs\/(\w+)$/.exec(reference) ?? [];
  const definition = (root["$defs"] as Record<string, JsonSchema>)[name ?? ""];
  if (definition === undefined) throw new Error(`${reference} leads nowhere.`);
  return definition;
}

/** Tells whether a JSON Schema accepts a value. */
export function fits(schema: JsonSchema, value: unknown, root: JsonSchema = schema): boolean {
  return Object.entries(schema).every(([keyword, operand]) => {
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`The keyword ${keyword} is not known.`);
    return check(operand as never, value, schema, root);
  });
}
