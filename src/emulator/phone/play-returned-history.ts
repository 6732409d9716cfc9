import type { Customer } from "../../model/index.ts";
import type { Change } from "../../payloads/change.ts";
import { historyChange, historyChunk, historyThread, sent } from "../../payloads/history.ts";
import type { HistoryChunk, Message } from "../../schemas/index.ts";
import type { Happening } from "../../traffic/scenario/happening.ts";
import { playHistory } from "../../traffic/scenario/play-history.ts";
import type { Stage } from "../../traffic/scenario/stage.ts";
import { isMembers } from "../members.ts";
import type { Remembered } from "./memory.ts";

/**
 * The history of a number that comes back: what happened on the phone since it was onboarded first, then the same messages
 * as that time, with their ids. Phases are those of the first time, and what is new belongs to the newest.
 *
 * @param returns - how often it came back. Chats stand in another order each time: a chunk that is that of an earlier
 * sign-up to the last byte would be taken for a webhook that is sent again.
 */
export function* playReturnedHistory(
  stage: Stage,
  remembered: readonly Remembered[],
  returns: number,
): Generator<Happening> {
  const { messages, chunkSize, number } = stage;
  if (typeof messages !== "number" || returns === 0) return yield* playHistory(stage);
  const total = messages + remembered.length;
  const newestFirst = [...remembered].reverse();
  const more = Math.ceil(newestFirst.length / chunkSize);
  let done = 0;
  for (let chunkOrder = 1; chunkOrder <= more; chunkOrder += 1) {
    const list = newestFirst.slice(done, done + chunkSize);
    done += list.length;
    const progress = Math.floor((100 * done) / total);
    const threads = threadsOf(list, stage);
    const change = historyChange(historyChunk({ phase: 0, chunkOrder, progress, threads }), {
      number,
    });
    yield { about: "history", changes: [change], messages: list.length, progress };
  }
  for (const happening of playHistory(stage)) {
    if (happening.progress === undefined) {
      yield happening;
      continue;
    }
    done += happening.messages;
    const progress = Math.floor((100 * done) / total);
    const place = { more, progress, returns };
    yield {
      ...happening,
      changes: happening.changes.map((change) => putBehind(change, place)),
      progress,
    };
  }
}

/** The chunks of the newest phase come after those there are already. */
function putBehind(
  change: Change,
  { more, progress, returns }: { more: number; progress: number; returns: number },
): Change {
  const { value } = change;
  if (!isMembers(value) || !Array.isArray(value["history"])) return change;
  const history = value["history"].map(({ metadata, threads = [], ...chunk }: HistoryChunk) => {
    const chunk_order = Number(metadata?.chunk_order) + (metadata?.phase === 0 ? more : 0);
    return { ...chunk, metadata: { ...metadata, chunk_order, progress }, threads: rotate(threads, returns) };
  });
  return { ...change, value: { ...value, history } };
}

function rotate<Item>(list: readonly Item[], places: number): Item[] {
  const first = list.length < 2 ? 0 : 1 + ((places - 1) % (list.length - 1));
  return [...list.slice(first), ...list.slice(0, first)];
}

function threadsOf(list: readonly Remembered[], { number }: Stage) {
  const byCustomer = new Map<Customer, Message[]>();
  for (const { customer, message, isFromStaff } of list) {
    const messages = byCustomer.get(customer) ?? [];
    messages.push(isFromStaff ? sent(message, { number }) : { history_context: { status: "READ" }, ...message });
    byCustomer.set(customer, messages);
  }
  return [...byCustomer].map(([customer, messages]) => historyThread(messages, customer));
}
