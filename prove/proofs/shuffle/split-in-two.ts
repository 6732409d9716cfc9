import type { Random } from "../../../src/payloads/random.ts";
import type { MetaWebhook } from "../../../src/schemas/index.ts";

interface Thread {
  readonly messages: readonly unknown[];
}

interface Chunk {
  readonly threads?: readonly Thread[];
}

type Value = Readonly<Record<string, unknown>>;

const lists = ["messages", "message_echoes", "statuses", "state_sync"];

/** Says the same in two webhooks, where there is more than one thing to say. */
export function splitInTwo(webhook: MetaWebhook, random: Random): MetaWebhook[] {
  const [entry] = webhook.entry;
  const [change] = entry?.changes ?? [];
  if (entry === undefined || change === undefined) return [webhook];
  return splitValue(change.value as Value, random).map(
    (value) => ({ ...webhook, entry: [{ ...entry, changes: [{ ...change, value }] }] }) as MetaWebhook,
  );
}

function splitValue(value: Value, random: Random): Value[] {
  for (const name of lists) {
    const list = value[name];
    if (Array.isArray(list) && list.length > 1) return cut(list, random).map((part) => ({ ...value, [name]: part }));
  }
  const [chunk] = (value["history"] ?? []) as Chunk[];
  const messages = (chunk?.threads ?? []).flatMap((thread) => thread.messages.map((message) => ({ thread, message })));
  if (messages.length < 2) return [value];
  return cut(messages, random).map((part) => ({ ...value, history: [{ ...chunk, threads: threadsOf(part) }] }));
}

function threadsOf(messages: readonly { thread: Thread; message: unknown }[]): Thread[] {
  const threads = new Map<Thread, unknown[]>();
  for (const { thread, message } of messages) threads.set(thread, [...(threads.get(thread) ?? []), message]);
  return [...threads].map(([thread, part]) => ({ ...thread, messages: part }));
}

function cut<Item>(items: readonly Item[], random: Random): Item[][] {
  const place = 1 + random.below(items.length - 1);
  return [items.slice(0, place), items.slice(place)];
}
