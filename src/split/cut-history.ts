import { ChunkMetadata, ThreadContext } from "../schemas/index.ts";
import { ListLevel, ObjectLevel } from "./level.ts";
import { isAbsent, isName, isReadable, read, sortMembers } from "./members.ts";
import type { PartWriter } from "./part-writer.ts";
import { addEach, addOrCut, type Steps } from "./steps.ts";
import { ListNode, type ObjectNode, type Span } from "./tree.ts";

/**
 * Cuts a chunk of history into several, each with the same phase, order and progress and some of the chats.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 * @internal
 */
export function cutChunk(out: PartWriter, chunk: ObjectNode): Steps | undefined {
  const threads = chunk.get("threads");
  const errors = chunk.get("errors");
  if (chunk.hasTwice || !(threads instanceof ListNode) || threads.items.length === 0) return undefined;
  // A refusal comes out with the whole chunk beside it.
  const hasErrors = errors instanceof ListNode ? errors.items.length > 0 : !isAbsent(out, errors);
  if (hasErrors) return undefined;
  const members = sortMembers(out, chunk, (key, value) => {
    if (key === "threads") return "apart";
    return key === "metadata" && isReadable(out, value, ChunkMetadata) ? "every" : "first";
  });
  return (function* () {
    out.enter(new ObjectLevel(undefined, members));
    out.enter(new ListLevel("threads"));
    for (const thread of threads.items) yield* addOrCut(out, thread, (node) => cutThread(out, node));
    out.leave();
    out.leave();
  })();
}

/** Cuts a chat into several with the same customer. */
function cutThread(out: PartWriter, thread: ObjectNode): Steps | undefined {
  const messages = thread.get("messages");
  if (thread.hasTwice || !(messages instanceof ListNode) || messages.items.length === 0) return undefined;
  if (!isCustomerKnown(out, thread, messages)) return undefined;
  const members = sortMembers(out, thread, (key, value) => {
    if (key === "messages") return "apart";
    const isRepeated = key === "id" ? isName(out, value) : key === "context" && isReadable(out, value, ThreadContext);
    return isRepeated ? "every" : "first";
  });
  return (function* () {
    out.enter(new ObjectLevel(undefined, members));
    out.enter(new ListLevel("messages"));
    yield* addEach(out, messages.items);
    out.leave();
    out.leave();
  })();
}

/**
 * Tells whether a chat says itself who it is with. Where it leaves that to its messages, the parser learns from each of
 * them for all others, so they must stay together.
 */
function isCustomerKnown(out: PartWriter, thread: ObjectNode, messages: ListNode): boolean {
  const context = readContext(out, thread.get("context"));
  if (context?.user_id !== undefined) return true;
  if (messages.namesUsers) return false;
  const id = thread.get("id");
  return context?.wa_id !== undefined || (id !== undefined && isName(out, id) && !isAbsent(out, id));
}

function readContext(out: PartWriter, context: Span | undefined): ThreadContext | undefined {
  return context && ThreadContext.safeParse(read(out, context)).data;
}
