import type { z } from "zod";
import { decodeBytes } from "../../decode/decode.ts";
import type { CoexistenceEvent } from "../../model/index.ts";
import { isJsonObject, type JsonObject } from "../../parse/frame.ts";
import { inferField } from "../../parse/read-value.ts";
import {
  AccountUpdateValue,
  EchoesValue,
  HistoryValue,
  Message,
  MessagesValue,
  PhoneNumberNameUpdateValue,
  PhoneNumberQualityUpdateValue,
  SecurityValue,
  StateSyncValue,
  UserIdUpdateValue,
  UserPreferencesValue,
} from "../../schemas/index.ts";
import { messageSchemaFor } from "../../schemas/messages/message.ts";
import { documentedForms, optionalValues } from "../../schemas/primitives.ts";

type Shape = Readonly<Record<string, z.ZodType>>;

/** Values that are one object, by their field. */
const objectValues: Readonly<Record<string, z.ZodType>> = {
  account_update: AccountUpdateValue,
  phone_number_name_update: PhoneNumberNameUpdateValue,
  phone_number_quality_update: PhoneNumberQualityUpdateValue,
  security: SecurityValue,
};

/** The members of all other values: lists, which mean the same under every field, and what stands beside them. */
const listMembers: Shape = {
  ...UserPreferencesValue.shape,
  ...UserIdUpdateValue.shape,
  ...StateSyncValue.shape,
  ...EchoesValue.shape,
  ...HistoryValue.shape,
  ...MessagesValue.shape,
};

/**
 * Finds the members that no schema lists, anywhere inside what is known: WhatsApp has added something, or somebody has
 * misspelt something.
 *
 * Left out are those that are `unknown` events themselves, and what is inside them. So is the data of 360dialog's
 * partner events and of fields that are passed on without a look: nothing is listed for them.
 *
 * @param bytes - the webhook, which must be JSON.
 * @param events - what was parsed from it.
 * @returns their paths, such as `entry[0].changes[0].value.messages[0].text.foo`.
 * @internal
 */
export function findUnknownKeys(bytes: Uint8Array, events: readonly CoexistenceEvent[]): string[] {
  const paths: string[] = [];
  walkEnvelope(decodeBytes(bytes), paths);
  if (paths.length === 0) return paths;
  // A malformed item is known to be an item of its kind, so its keys are worth a look.
  const reported = events.flatMap((event) =>
    event.type === "unknown" && event.reason !== "malformed" ? [event.path] : [],
  );
  return paths.filter((path) => !reported.some((whole) => isWithin(path, whole)));
}

function isWithin(path: string, whole: string): boolean {
  if (whole === "" || path === whole) return true;
  return path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

function walkEnvelope(body: unknown, paths: string[]): void {
  if (!isJsonObject(body)) return;
  if (Array.isArray(body["entry"])) {
    for (const [index, entry] of body["entry"].entries()) walkEntry(entry, `entry[${index}]`, paths);
  } else if (typeof body["event"] === "string" && "data" in body) {
    walkValue(body["event"], body["data"], "data", paths);
  } else {
    walkValue(inferField(body), body, "", paths);
  }
}

function walkEntry(entry: unknown, path: string, paths: string[]): void {
  if (!isJsonObject(entry) || !Array.isArray(entry["changes"])) return;
  for (const [index, change] of entry["changes"].entries()) {
    if (!isJsonObject(change)) continue;
    const { value } = change;
    // Meta's older examples print the field on the entry.
    const field = change["field"] || entry["field"] || inferField(value);
    walkValue(field, value, `${path}.changes[${index}].value`, paths);
  }
}

function walkValue(field: unknown, value: unknown, path: string, paths: string[]): void {
  if (!isJsonObject(value) || typeof field !== "string") return;
  if (Object.hasOwn(objectValues, field)) return walk(value, objectValues[field], path, paths);
  for (const [key, member] of Object.entries(value)) {
    // Other keys of such a value are events of their own.
    if (Object.hasOwn(listMembers, key)) walk(member, listMembers[key], at(path, key), paths);
  }
}

function walk(value: unknown, schema: z.ZodType | undefined, path: string, paths: string[]): void {
  if (schema === undefined || typeof value !== "object" || value === null) return;
  const inner = optionalValues.get(schema) ?? schema;
  if (documentedForms.has(inner)) return;
  if (inner === Message) {
    if (isJsonObject(value)) walk(value, messageSchemaFor(value["type"]), path, paths);
    return;
  }
  const definition = inner._zod.def;
  if (definition.type === "array" && Array.isArray(value)) {
    const { element } = definition as z.core.$ZodArrayDef<z.ZodType>;
    for (const [index, item] of value.entries()) walk(item, element, `${path}[${index}]`, paths);
    return;
  }
  const shape = shapeOf(inner);
  if (shape !== undefined && isJsonObject(value)) walkMembers(value, shape, path, paths);
}

function walkMembers(object: JsonObject, shape: Shape, path: string, paths: string[]): void {
  for (const [key, member] of Object.entries(object)) {
    if (Object.hasOwn(shape, key)) walk(member, shape[key], at(path, key), paths);
    else paths.push(at(path, key));
  }
}

/** The members of an object, or of the objects a value can be one of. */
function shapeOf(schema: z.ZodType): Shape | undefined {
  const definition = schema._zod.def;
  if (definition.type === "object") return (definition as z.core.$ZodObjectDef).shape as Shape;
  if (definition.type !== "union") return undefined;
  const { options } = definition as z.core.$ZodUnionDef;
  return Object.assign({}, ...options.map((option) => shapeOf(option as z.ZodType))) as Shape;
}

/** Writes a path as the `path` of an `unknown` event is written. */
function at(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
