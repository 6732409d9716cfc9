import * as z from "zod";
import { messageSchemas } from "./messages/message.ts";
import { optionalValues } from "./primitives.ts";
import * as schemas from "./wire.ts";

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = Record<string, unknown>;

/**
 * Makes a JSON Schema of every wire schema, by its name. They describe what senders may write, refer to each other by
 * `#/$defs/…`, and are made from the zod schemas each time.
 *
 * @example
 * ```ts
 * import { jsonSchemas } from "whatsapp-coexistence/schemas";
 *
 * console.log(Object.keys(jsonSchemas()).includes("TextMessage")); // true
 * ```
 */
export function jsonSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const reference = (name: string) => `#/$defs/${name}`;
  for (const [name, schema] of Object.entries(schemas)) registry.add(schema as z.ZodType, { id: name });
  const referenceTo = (schema: z.ZodType) => ({ $ref: reference(registry.get(schema)?.id ?? "") });
  const result = z.toJSONSchema(registry, {
    io: "input",
    unrepresentable: "any",
    uri: reference,
    override: ({ zodSchema, jsonSchema }) => {
      if (optionalValues.has(zodSchema as unknown as z.ZodType)) {
        // zod sees the schema behind the step that turns these two into an absent member, and not the step.
        const { ...value } = jsonSchema;
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
        jsonSchema.anyOf = [value, { enum: ["", null] }];
      }
      // zod cannot see that this one chooses among the message types by reading `type`.
      if ((zodSchema as unknown) === schemas.Message) {
        jsonSchema.anyOf = [
          ...Object.values(messageSchemas).map(referenceTo),
          // A listed type that is malformed is no unlisted one.
          {
            ...referenceTo(schemas.OtherMessage),
            properties: { type: { not: { enum: Object.keys(messageSchemas) } } },
          },
        ];
      }
    },
  });
  const definitions: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries(result.schemas)) {
    const { $id: _, $schema: __, ...definition } = schema as JsonSchema;
    definitions[name] = definition;
  }
  return Object.fromEntries(
    Object.keys(definitions).map((name) => [
      name,
      {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $ref: reference(name),
        $defs: reachable(name, definitions),
      },
    ]),
  );
}

function reachable(name: string, definitions: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const queue = [name];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const definition = definitions[next];
    if (definition === undefined || found.has(next)) continue;
    found.set(next, definition);
    for (const [, referred] of JSON.stringify(definition).matchAll(/"#\/\$defs\/(\w+)"/g)) queue.push(referred ?? "");
  }
  return Object.fromEntries(found);
}
