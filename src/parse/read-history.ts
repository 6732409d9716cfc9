import type { Customer, Direction, HistoryEvent, HistoryThread, MessageRecord } from "../model/index.ts";
import { ChunkMetadata, HistoryDeclined, type Message, ThreadContext } from "../schemas/index.ts";
import { makeCustomer } from "./customer.ts";
import { type ChatNumbers, historyDirection } from "./direction.ts";
import { type Frame, isAbsent, isJsonObject, type JsonObject } from "./frame.ts";
import { customerIdentity, makeRecord, validateMessage } from "./read-message.ts";
import { Malformed, validate } from "./validate.ts";

const declinedByBusiness = 2593109;

/**
 * Reads one item of the list `history`: a chunk of chats, the business declining, or both.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history
 * @internal
 */
export function readHistoryItem(frame: Frame, item: unknown, path: string): void {
  if (!isJsonObject(item)) return frame.malformed(path, item, "expected an object");
  const hasThreads = !isAbsent(item["threads"]);
  const { errors } = item;
  const hasErrors = !isAbsent(errors) && !(hasThreads && Array.isArray(errors) && errors.length === 0);
  if (!hasThreads && !hasErrors) return frame.malformed(path, item, "expected threads or errors");
  if (hasErrors) readErrors(frame, item, path);
  if (hasThreads) readChunk(frame.inside(path), item);
}

function readErrors(frame: Frame, item: JsonObject, path: string): void {
  const declined = validate(HistoryDeclined, { errors: item["errors"] });
  if (declined instanceof Malformed) return frame.malformed(path, item, declined);
  const { errors } = declined;
  if (!errors.some(({ code }) => code === declinedByBusiness)) return frame.unknown("history_error", path, item);
  frame.emit({
    type: "history.declined",
    id: frame.id("history.declined", [frame.occasion, ...errors.map(({ code }) => code)]),
    ...frame.origin,
    errors,
    raw: item,
  });
}

function readChunk(frame: Frame, item: JsonObject): void {
  const { phase, chunk_order, progress } = frame.readMember<ChunkMetadata>(item, "metadata", ChunkMetadata) ?? {};

  const threads: HistoryThread[] = [];
  // No two deliveries need share their bytes, and phase and order are not unique: what tells chunks apart is what is in
  // them.
  const contents: string[] = [];
  if (Array.isArray(item["threads"])) {
    for (const [index, thread] of item["threads"].entries()) {
      const read = readThread(frame.inside(`${frame.at("threads")}[${index}]`), thread, contents);
      if (read !== undefined) threads.push(read);
    }
  } else {
    frame.malformed(frame.at("threads"), item["threads"], "expected a list");
  }

  const event: HistoryEvent = {
    type: "history",
    id: frame.id("history", [phase, chunk_order, progress], contents.join("\n")),
    ...frame.origin,
    threads,
    raw: item,
  };
  if (phase !== undefined) event.phase = phase;
  if (chunk_order !== undefined) event.chunkOrder = chunk_order;
  if (progress !== undefined) event.progress = progress;
  frame.emit(event);
}

function readThread(frame: Frame, thread: unknown, contents: string[]): HistoryThread | undefined {
  if (!isJsonObject(thread) || !Array.isArray(thread["messages"])) {
    frame.malformed(frame.path, thread, "expected an object with a list of messages");
    return undefined;
  }
  const { customer, numbers } = readThreadCustomer(frame, thread);
  const isNamed = customer.waId !== undefined || customer.userId !== undefined;
  contents.push(customer.waId ?? customer.userId ?? "");

  const messages: MessageRecord[] = [];
  const items: readonly unknown[] = thread["messages"];
  for (let index = 0; index < items.length; index++) {
    const message = validateMessage(items[index]);
    if (message instanceof Malformed) {
      frame.malformed(`${frame.at("messages")}[${index}]`, items[index], message);
      continue;
    }
    // A placeholder and its asset share the wamid, and must not pass for the same chunk.
    contents.push(message.type === "media_placeholder" ? `${message.id} placeholder` : message.id);
    const direction = historyDirection(message, numbers);
    if (isNamed) addIds(customer, message, direction);
    const person = isNamed ? customer : { ...customer, ...makeCustomer(customerIdentity(message, direction)) };
    messages.push(makeRecord(message, direction, person, "history"));
  }
  if (isNamed) return { customer, messages };
  const named = messages.find((record) => record.customer.waId !== undefined || record.customer.userId !== undefined);
  return { customer: named?.customer ?? customer, messages };
}

/** Threads of older senders have no context, and their messages can still carry the customer's ids. */
function addIds(customer: Customer, message: Message, direction: Direction): void {
  if (customer.userId !== undefined) return;
  const inbound = direction === "inbound";
  const userId = inbound ? message.from_user_id : message.to_user_id;
  const parentUserId = inbound ? message.from_parent_user_id : message.to_parent_user_id;
  if (userId !== undefined) customer.userId = userId;
  if (parentUserId !== undefined) customer.parentUserId = parentUserId;
}

function readThreadCustomer(frame: Frame, thread: JsonObject): { customer: Customer; numbers: ChatNumbers } {
  const context = frame.readMember<ThreadContext>(thread, "context", ThreadContext) ?? {};
  const { wa_id, user_id, parent_user_id, username } = context;
  const number = frame.readText(thread, "id");
  return {
    customer: makeCustomer({ waId: wa_id ?? number, userId: user_id, parentUserId: parent_user_id, username }),
    numbers: {
      customer: [number, wa_id].filter((known) => known !== undefined),
      business: frame.origin.displayPhoneNumber,
    },
  };
}
