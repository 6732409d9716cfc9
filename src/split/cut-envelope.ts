import { cutValue } from "./cut-value.ts";
import { type LevelMembers, ListLevel, ObjectLevel } from "./level.ts";
import { isAbsent, isName, readText, sortMembers } from "./members.ts";
import type { PartWriter } from "./part-writer.ts";
import { addOrCut, type Steps } from "./steps.ts";
import { ListNode, ObjectNode, type Span } from "./tree.ts";

/**
 * Cuts a whole webhook: Meta's envelope, 360dialog's, or a value without any.
 *
 * @returns nothing for what cannot be cut.
 * @internal
 */
export function cutEnvelope(out: PartWriter, body: ObjectNode): Steps | undefined {
  if (body.hasTwice) return undefined;
  const entries = body.get("entry");
  if (entries instanceof ListNode) return cutMeta(out, body, entries);
  // Who sent it is read from this key, whatever it holds.
  if (body.has("entry")) return undefined;
  if (body.has("event")) return cutDialog360(out, body);
  return cutValue(out, body, { field: undefined });
}

function cutMeta(out: PartWriter, body: ObjectNode, entries: ListNode): Steps | undefined {
  const object = body.get("object");
  if (entries.items.length === 0 || !(isAbsent(out, object) || isWhatsApp(out, object))) return undefined;
  const members = sortMembers(out, body, (key) => {
    if (key === "entry") return "apart";
    return key === "object" ? "every" : "first";
  });
  return cutList(out, members, "entry", entries, (entry) => cutEntry(out, entry));
}

function cutEntry(out: PartWriter, entry: ObjectNode): Steps | undefined {
  const changes = entry.get("changes");
  if (entry.hasTwice || !(changes instanceof ListNode) || changes.items.length === 0) return undefined;
  if (entry.has("object") && !isWhatsApp(out, entry.get("object"))) return undefined;
  const members = sortMembers(out, entry, (key, value) => {
    if (key === "changes") return "apart";
    return repeatedEntryKeys.has(key) && isName(out, value) ? "every" : "first";
  });
  return cutList(out, members, "changes", changes, (change) => cutChange(out, change, entry.get("field")));
}

const repeatedEntryKeys: ReadonlySet<string> = new Set(["id", "time", "field", "object"]);

function cutChange(out: PartWriter, change: ObjectNode, entryField: Span | undefined): Steps | undefined {
  const value = change.get("value");
  if (change.hasTwice || !(value instanceof ObjectNode)) return undefined;
  const said = change.get("field") ?? entryField;
  const field = readText(out, said);
  if (said !== undefined && field === undefined) return undefined;
  const steps = cutValue(out, value, { field, key: "value" });
  return steps && cutMember(out, change, "value", steps, (key) => (key === "field" ? "every" : "first"));
}

/** The events of 360dialog whose data is a value of Meta. */
const metaEvents: ReadonlySet<string> = new Set(["history", "smb_app_state_sync", "smb_message_echoes", "messages"]);

function cutDialog360(out: PartWriter, body: ObjectNode): Steps | undefined {
  const event = readText(out, body.get("event"));
  const data = body.get("data");
  if (event === undefined || !metaEvents.has(event) || !(data instanceof ObjectNode)) return undefined;
  const steps = cutValue(out, data, { field: event, key: "data" });
  return (
    steps &&
    cutMember(out, body, "data", steps, (key, value) =>
      key === "event" || (key === "id" && isName(out, value)) ? "every" : "first",
    )
  );
}

/** Cuts the list that is in an object. */
function* cutList(
  out: PartWriter,
  members: LevelMembers,
  key: string,
  { items }: ListNode,
  cut: (item: ObjectNode) => Steps | undefined,
): Steps {
  out.enter(new ObjectLevel(undefined, members));
  out.enter(new ListLevel(key));
  for (const item of items) yield* addOrCut(out, item, cut);
  out.leave();
  out.leave();
}

/** Cuts the value that is a member of an object. */
function* cutMember(
  out: PartWriter,
  object: ObjectNode,
  member: string,
  steps: Steps,
  placeOf: (key: string, value: Span) => "every" | "first",
): Steps {
  const members = sortMembers(out, object, (key, value) => (key === member ? "apart" : placeOf(key, value)));
  out.enter(new ObjectLevel(undefined, members));
  yield* steps;
  out.leave();
}

function isWhatsApp(out: PartWriter, object: Span | undefined): boolean {
  return readText(out, object) === "whatsapp_business_account";
}
