import type { PartWriter } from "./part-writer.ts";
import { ObjectNode, type Span } from "./tree.ts";

/**
 * Work that is done step by step. A step ends with a part, or with none.
 *
 * @internal
 */
export type Steps = Generator<Uint8Array | undefined, void>;

/**
 * Adds an item to the innermost level, cut where it is large and can be cut.
 *
 * @param cut - answers nothing for what cannot be cut.
 * @internal
 */
export function* addOrCut(out: PartWriter, item: Span, cut: (item: ObjectNode) => Steps | undefined): Steps {
  // What is cut begins with a part of its own: where it is cut then depends on nothing but itself, and so do the ids of
  // its events.
  const part = out.makeRoom(item);
  if (part !== undefined) yield part;
  const steps = item instanceof ObjectNode && out.isLarge(item) ? cut(item) : undefined;
  if (steps === undefined) out.add(item);
  else yield* steps;
}

/**
 * Adds every item of a list.
 *
 * @param include - is called before an item is added to a part.
 * @internal
 */
export function* addEach(out: PartWriter, items: readonly Span[], include?: (item: Span) => void): Steps {
  let copied = 0;
  for (const item of items) {
    const part = out.makeRoom(item);
    if (part !== undefined) yield part;
    include?.(item);
    out.add(item);
    copied += item.end - item.start;
    if (copied < stride) continue;
    copied = 0;
    yield;
  }
}

/** How many bytes are copied in one step. */
const stride = 32 * 1024;
