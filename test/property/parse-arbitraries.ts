import fc from "fast-check";
import { metadata, wabaId } from "../fixtures/envelopes.ts";
import { fixture, fixtureNames } from "../fixtures/fixtures.ts";

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every item of the lists with one name in the fixtures: the documented shapes to build webhooks from. */
function documentedItems(field: string, list: string): JsonObject[] {
  return fixtureNames.flatMap((name) => {
    const { entry = [] } = fixture(name) as { entry?: { changes: { field?: string; value: JsonObject }[] }[] };
    const values = entry.flatMap(({ changes }) => changes.filter((change) => change.field === field));
    return values.flatMap(({ value }) => (Array.isArray(value[list]) ? (value[list] as JsonObject[]) : []));
  });
}

const historyMessages = documentedItems("history", "history").flatMap((item) =>
  ((item["threads"] ?? []) as { messages: JsonObject[] }[]).flatMap(({ messages }) => messages),
);

/** The lists of every field, with the documented shapes of their items. */
const lists: [field: string, list: string, items: JsonObject[]][] = [
  ["messages", "messages", documentedItems("messages", "messages")],
  ["messages", "statuses", documentedItems("messages", "statuses")],
  ["messages", "errors", documentedItems("messages", "errors")],
  ["messages", "user_actions", documentedItems("messages", "user_actions")],
  ["history", "messages", documentedItems("history", "messages")],
  ["history", "message_echoes", documentedItems("history", "message_echoes")],
  ["smb_message_echoes", "message_echoes", documentedItems("smb_message_echoes", "message_echoes")],
  ["message_echoes", "message_echoes", documentedItems("smb_message_echoes", "message_echoes")],
  ["smb_app_state_sync", "state_sync", documentedItems("smb_app_state_sync", "state_sync")],
  ["user_preferences", "user_preferences", documentedItems("user_preferences", "user_preferences")],
  ["user_id_update", "user_id_update", documentedItems("user_id_update", "user_id_update")],
];

/** A field with a value of documented shape, and how many items the value holds. */
export interface FieldValue {
  field: string;
  value: JsonObject;
  items: number;
}

const oneOf = (items: readonly JsonObject[]): fc.Arbitrary<JsonObject> =>
  fc.constantFrom(...items).map((item) => structuredClone(item));

/** An item with one member replaced by anything, or something else altogether. */
function broken(item: fc.Arbitrary<JsonObject>): fc.Arbitrary<unknown> {
  const damaged = fc.tuple(item, fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([whole, which, instead]) => {
    const keys = Object.keys(whole);
    return { ...whole, [keys[which % keys.length] as string]: instead };
  });
  return fc.oneof({ weight: 3, arbitrary: damaged }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
}

const someItems = (items: readonly JsonObject[], isBroken: boolean): fc.Arbitrary<unknown[]> => {
  const item = oneOf(items);
  const any: fc.Arbitrary<unknown> = isBroken
    ? fc.oneof<fc.MaybeWeightedArbitrary<unknown>[]>(
        { weight: 3, arbitrary: item },
        { weight: 2, arbitrary: broken(item) },
      )
    : item;
  return fc.array(any, { maxLength: 5 });
};

const counters = fc.record({
  phase: fc.constantFrom<unknown>(0, 1, 2, "0", "1"),
  chunk_order: fc.nat({ max: 9 }),
  progress: fc.nat({ max: 100 }),
});

function historyChunks(isBroken: boolean): fc.Arbitrary<FieldValue> {
  const threads = fc.array(
    fc.tuple(fc.constantFrom("15550002222", "551187654321"), someItems(historyMessages, isBroken)),
    { maxLength: 3 },
  );
  return fc.array(fc.tuple(counters, threads), { minLength: 1, maxLength: 3 }).map((chunks) => ({
    field: "history",
    items: chunks.flatMap(([, chats]) => chats.flatMap(([, messages]) => messages)).length,
    value: {
      metadata,
      history: chunks.map(([counts, chats]) => ({
        metadata: counts,
        threads: chats.map(([id, messages]) => ({ id, messages })),
      })),
    },
  }));
}

/**
 * A field with a value of documented shape.
 *
 * @param isBroken - whether items may be malformed, or no items at all. The lists around them stay as documented.
 */
export function fieldValues(isBroken: boolean): fc.Arbitrary<FieldValue> {
  const inLists = lists.map(([field, list, documented]) =>
    someItems(documented, isBroken).map((items) => ({
      field,
      value: { metadata, [list]: items },
      items: items.length,
    })),
  );
  const everyList = fc
    .tuple(
      ...lists
        .filter(([field]) => field === "messages")
        .map(([, list, documented]) => fc.tuple(fc.constant(list), someItems(documented, isBroken))),
    )
    .map((found) => ({
      field: "messages",
      value: { metadata, ...Object.fromEntries(found) },
      items: found.flatMap(([, items]) => items).length,
    }));
  return fc.oneof(...inLists, everyList, { weight: 3, arbitrary: historyChunks(isBroken) });
}

/** Meta's envelope around several values, and how many items they hold. */
export function metaWebhooks(isBroken: boolean): fc.Arbitrary<{ body: JsonObject; items: number }> {
  const changes = fc.array(fieldValues(isBroken), { maxLength: 3 });
  return fc.array(changes, { minLength: 1, maxLength: 2 }).map((entries) => ({
    items: entries.flat().reduce((sum, { items }) => sum + items, 0),
    body: {
      object: "whatsapp_business_account",
      entry: entries.map((values) => ({ id: wabaId, changes: values.map(({ field, value }) => ({ field, value })) })),
    },
  }));
}

/** Any fixture, or webhook of documented shape. */
export const documentedWebhooks: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom(...fixtureNames).map(fixture),
  metaWebhooks(true).map(({ body }) => body),
);

/** A documented webhook with up to four of its members, at any depth, replaced by anything or left out. */
export const damagedWebhooks: fc.Arbitrary<JsonObject> = fc
  .tuple(
    documentedWebhooks,
    fc.array(fc.tuple(fc.nat(), fc.option(fc.jsonValue({ maxDepth: 3 }), { nil: undefined })), { maxLength: 4 }),
  )
  .map(([webhook, damages]) => {
    // Through JSON, so that no two members are the same object.
    const body: JsonObject = JSON.parse(JSON.stringify(webhook));
    for (const [which, instead] of damages) {
      const places = placesOf(body);
      const place = places[which % places.length];
      if (place === undefined) break;
      const [holder, key] = place;
      if (instead === undefined && !Array.isArray(holder)) delete holder[key];
      else
        Object.defineProperty(holder, key, {
          value: structuredClone(instead ?? null),
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
    return body;
  });

/** Every member and item of a value, as its holder and key. What stands under an unwanted key is left out. */
export function placesOf(
  value: unknown,
  isWanted: (key: string) => boolean = () => true,
): [holder: JsonObject, key: string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => isWanted(key))
    .flatMap(([key, member]) => [[value as JsonObject, key] as [JsonObject, string], ...placesOf(member, isWanted)]);
}

/** The same value with the keys of every object in another order. */
export function withShuffledKeys(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => withShuffledKeys(item, seed));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, withShuffledKeys(member, seed)] as const);
  return Object.fromEntries(members.sort(([left], [right]) => scatter(left, seed) - scatter(right, seed)));
}

function scatter(text: string, seed: number): number {
  let hash = seed | 1;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x5bd1e995);
  return hash;
}
