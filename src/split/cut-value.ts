import { Metadata } from "../schemas/index.ts";
import { ContactShare } from "./contact-share.ts";
import { cutChunk } from "./cut-history.ts";
import { knownMetadata } from "./known-metadata.ts";
import { type LevelMembers, ListLevel, ObjectLevel } from "./level.ts";
import { listsOf } from "./lists.ts";
import { isAbsent, isName, isReadable, type Place, sortMembers } from "./members.ts";
import type { PartWriter } from "./part-writer.ts";
import { addEach, addOrCut, type Steps } from "./steps.ts";
import { ListNode, ObjectNode, type Span } from "./tree.ts";

/** What a value is part of. */
interface ValuePlace {
  /** The field, where it is said. Without it, the list a value holds has to tell. */
  readonly field: string | undefined;
  /** The key under which it stands, where it is a member. */
  readonly key?: "value" | "data";
}

/**
 * Cuts the value of a change into several, each with the same metadata, the contacts it needs, and some of the items.
 *
 * @internal
 */
export function cutValue(out: PartWriter, value: ObjectNode, { field, key }: ValuePlace): Steps | undefined {
  if (value.hasTwice) return undefined;
  const names = listsOf.get(field ?? inferField(value) ?? "");
  const lists = names && findLists(out, value, names);
  if (names === undefined || lists === undefined || lists.size === 0) return undefined;
  // Without a field, every part has to hold the list that names it: the first.
  if (field === undefined && (lists.size > 1 || !lists.has(names[0] as string))) return undefined;
  const members = placeMembers(out, value, names, key);
  if (members === undefined) return undefined;
  return cutLists(out, value, lists, key, members);
}

function* cutLists(
  out: PartWriter,
  value: ObjectNode,
  lists: ReadonlyMap<string, ListNode>,
  key: string | undefined,
  members: LevelMembers,
): Steps {
  const size = [...lists.values()].reduce((sum, { items }) => sum + items.length, 0);
  const contacts = value.get("contacts");
  const share = contacts instanceof ListNode ? new ContactShare(out, contacts, size) : undefined;
  if (share !== undefined) yield* share.read();
  out.enter(new ObjectLevel(key, members, (to, isLast) => share?.write(to, isLast)));
  for (const [name, { items }] of lists) {
    out.enter(new ListLevel(name));
    if (name === "history") for (const item of items) yield* addOrCut(out, item, (chunk) => cutChunk(out, chunk));
    else yield* addEach(out, items, (item) => share?.include(item));
    out.leave();
  }
  out.leave();
}

/** As the parser does it. */
function inferField(value: ObjectNode): string | undefined {
  if (value.get("history") instanceof ListNode) return "history";
  return value.get("state_sync") instanceof ListNode ? "smb_app_state_sync" : undefined;
}

/** The lists that hold anything; nothing where one is no list. */
function findLists(
  out: PartWriter,
  value: ObjectNode,
  names: readonly string[],
): ReadonlyMap<string, ListNode> | undefined {
  const lists = new Map<string, ListNode>();
  for (const name of names) {
    const list = value.get(name);
    if (list instanceof ListNode) {
      if (list.items.length > 0) lists.set(name, list);
    } else if (!isAbsent(out, list)) {
      return undefined;
    }
  }
  return lists;
}

function placeMembers(
  out: PartWriter,
  value: ObjectNode,
  lists: readonly string[],
  key: ValuePlace["key"],
): LevelMembers | undefined {
  const metadata = value.get("metadata");
  if (metadata instanceof ObjectNode && metadata.hasTwice) return undefined;
  const known = metadata instanceof ObjectNode ? knownMetadata(out, metadata) : undefined;
  const placeOf = (name: string, member: Span): Place => {
    if (lists.includes(name)) return "apart";
    if (name === "metadata") return known === undefined && isReadable(out, member, Metadata) ? "every" : "first";
    if (name === "contacts") return member instanceof ListNode ? "apart" : "first";
    if (name === "messaging_product") return isName(out, member) ? "every" : "last";
    // 360dialog puts the account there.
    if (name === "id" && key === "data") return isName(out, member) ? "every" : "first";
    // The parser tells of these when it is done with the lists.
    return "last";
  };
  const members = sortMembers(out, value, placeOf);
  return known === undefined ? members : { ...members, again: [...members.again, known] };
}
