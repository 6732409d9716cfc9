import { canonicalJson, eventId } from "./event-id.ts";
import { type Frame, isJsonObject, type JsonObject } from "./frame.ts";
import { inferField, readValue } from "./read-value.ts";

/**
 * Reads a whole webhook: Meta's envelope, 360dialog's, or a value without any.
 *
 * @internal
 */
export function readEnvelope(frame: Frame, body: unknown): void {
  if (!isJsonObject(body)) return frame.unknown("unknown_envelope", frame.path, body);
  if (Array.isArray(body["entry"])) return readMetaEnvelope(frame, body, body["entry"]);
  if (typeof body["event"] === "string" && "data" in body) return readDialog360Envelope(frame, body, body["event"]);
  // Meta prints the declined history without an envelope, in syntax and example.
  const field = inferField(body);
  if (field === undefined) return frame.unknown("unknown_envelope", frame.path, body);
  readValue(frame.within({ field }), field, body, { whole: body, wholePath: frame.path, time: undefined });
}

const metaKeys: ReadonlySet<string> = new Set(["object", "entry"]);
// `field` and `object` inside an entry: Meta's older examples of PARTNER_APP_INSTALLED.
const entryKeys: ReadonlySet<string> = new Set(["id", "time", "changes", "field", "object"]);
const changeKeys: ReadonlySet<string> = new Set(["field", "value"]);

function readMetaEnvelope(frame: Frame, body: JsonObject, entries: readonly unknown[]): void {
  frame.surfaceOtherKeys(body, metaKeys);
  const object = frame.readText(body, "object");
  for (const [index, entry] of entries.entries()) {
    readEntry(frame.inside(`${frame.at("entry")}[${index}]`), entry, object);
  }
}

/** What an entry says of all its changes. */
interface EntryContext {
  readonly field: string | undefined;
  readonly time: string | undefined;
}

function readEntry(frame: Frame, entry: unknown, webhookObject: string | undefined): void {
  if (!isJsonObject(entry)) return frame.malformed(frame.path, entry, "expected an object");
  const object = webhookObject ?? frame.readText(entry, "object");
  // Instagram and Messenger have fields with the same names.
  if (object !== undefined && object !== "whatsapp_business_account") {
    return frame.unknown("unknown_object", frame.path, entry);
  }
  const changes = entry["changes"];
  if (!Array.isArray(changes)) return frame.malformed(frame.path, entry, "expected a list of changes");
  const time = frame.readText(entry, "time");
  const account = frame.within({ wabaId: frame.readText(entry, "id") }).on(time);
  const context = { field: account.readText(entry, "field"), time };
  account.surfaceOtherKeys(entry, entryKeys);
  for (const [index, change] of changes.entries()) {
    readChange(account.inside(`${frame.at("changes")}[${index}]`), change, context);
  }
}

function readChange(frame: Frame, change: unknown, entry: EntryContext): void {
  if (!isJsonObject(change)) return frame.malformed(frame.path, change, "expected an object");
  frame.surfaceOtherKeys(change, changeKeys);
  const { value } = change;
  const field = frame.readText(change, "field") ?? entry.field ?? inferField(value);
  if (field === undefined) return frame.unknown("missing_field", frame.path, change);
  const context = { whole: change, wholePath: frame.path, time: entry.time };
  readValue(frame.within({ field }, frame.at("value")), field, value, context);
}

const dialog360Keys: ReadonlySet<string> = new Set(["id", "event", "data"]);

/** The events of 360dialog whose data is a value of Meta. */
const metaEvents: ReadonlySet<string> = new Set([
  "history",
  "smb_app_state_sync",
  "smb_message_echoes",
  "messages",
  "account_update",
]);

function readDialog360Envelope(frame: Frame, body: JsonObject, event: string): void {
  frame.surfaceOtherKeys(body, dialog360Keys);
  const { data } = body;
  // The event's own id is the same for every delivery; where it is missing, the content has to tell.
  const id = frame.readText(body, "id");
  if (metaEvents.has(event)) {
    return readForwarded(frame.within({ field: event }, frame.at("data")).on(id), event, data, body);
  }
  frame.emit({
    type: "partner",
    id: eventId("partner", [event, id ?? canonicalJson(data)]),
    ...frame.origin,
    event,
    data,
    raw: body,
  });
}

/** Reads a value of Meta as 360dialog forwards it: with the account in its `id`, and otherwise the same. */
function readForwarded(frame: Frame, event: string, data: unknown, body: JsonObject): void {
  const context = { whole: body, wholePath: "", time: undefined };
  if (!isJsonObject(data)) return readValue(frame, event, data, context);
  const { id: _, ...value } = data;
  readValue(frame.within({ wabaId: frame.readText(data, "id") }), event, value, context);
}
