import { parseWebhook } from "../../../src/index.ts";
import type { CoexistenceEvent } from "../../../src/model/index.ts";
import { unreadableBody } from "../../../src/parse/unreadable.ts";
import { splitInSteps } from "../../../src/split/split-in-steps.ts";

const utf8 = new TextEncoder();
const receivedAt = new Date(0);

/** The bytes of a body that is given as bytes, as JSON text or as a value. */
export function bytesOf(body: Uint8Array | string | object): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return utf8.encode(typeof body === "string" ? body : JSON.stringify(body));
}

/** The parts of a body. */
export function partsOf(body: Uint8Array | string | object, bytes: number): Uint8Array[] {
  return [...splitInSteps(bytesOf(body), bytes)].filter((part) => part !== undefined);
}

/** The parts as parsed values. */
export function valuesOf(body: Uint8Array | string | object, bytes: number): unknown[] {
  return partsOf(body, bytes).map((part) => JSON.parse(new TextDecoder().decode(part)));
}

/** What the receiver makes of a body. */
function eventsOf(body: Uint8Array): CoexistenceEvent[] {
  try {
    return parseWebhook(body, { receivedAt });
  } catch {
    return [unreadableBody(body, { receivedAt })];
  }
}

/** What bodies say, in a form that is the same however they are cut. */
export interface Said {
  /** Every item that was understood, in order, with all that is said of it: each message of a chunk, each contact. */
  items: unknown[];
  /** Everything that was not, in order. Its own lane, because in a chunk it comes out before the messages. */
  unknown: unknown[];
  /** The chats and chunks in which there is no message. Cutting may add more of them. */
  empty: Set<string>;
}

/** Parses bodies one after the other. */
export function saidBy(bodies: readonly Uint8Array[]): Said {
  const said: Said = { items: [], unknown: [], empty: new Set() };
  for (const event of bodies.flatMap(eventsOf)) {
    if (event.type === "unknown") {
      const { path: _, ...rest } = event;
      said.unknown.push(rest);
    } else if (event.type === "history") {
      const { threads, raw: _, id: __, ...chunk } = event;
      if (threads.length === 0) said.empty.add(JSON.stringify(chunk));
      for (const { customer, messages } of threads) {
        if (messages.length === 0) said.empty.add(JSON.stringify({ chunk, customer }));
        said.items.push(...messages.map((record) => ({ chunk, customer, record })));
      }
    } else if (event.type === "contacts") {
      const { contacts, raw, id: _, ...list } = event;
      said.items.push(...contacts.map((contact, index) => ({ list, contact, raw: (raw as unknown[])[index] })));
    } else {
      said.items.push(event);
    }
  }
  return said;
}
