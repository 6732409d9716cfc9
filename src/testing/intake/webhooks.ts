import type { Change } from "../../payloads/change.ts";
import { metaWebhook } from "../../payloads/envelopes.ts";
import { escapeLikeMeta } from "../../payloads/escape-like-meta.ts";
import { messageChange } from "../../payloads/live-messages.ts";
import { textMessage } from "../../payloads/messages/text.ts";

/** A message of the kit. */
export interface Wanted {
  /** The id of the message. */
  readonly name: string;
  /** The number of its chat. Default: 0. */
  readonly chat?: number;
  readonly text?: string;
}

/** A webhook with these messages, each with a change of its own. */
export function webhookWith(...wanted: readonly Wanted[]): Uint8Array {
  return bodyOf(metaWebhook(wanted.map(changeWith)));
}

export function changeWith({ name, chat = 0, text = `This is ${name}.` }: Wanted): Change {
  const customer = { waId: String(15_550_002_000 + chat), profileName: "Ada Example" };
  return messageChange(textMessage(text, { id: name }), { customer });
}

/** Writes a webhook as Meta does. */
export function bodyOf(webhook: object): Uint8Array {
  return bytesOf(escapeLikeMeta(JSON.stringify(webhook)));
}

/**
 * The bytes of a text, as a part of a larger buffer: servers hand bodies over so, and whoever stores the whole buffer
 * stores what is somebody else's.
 */
export function bytesOf(text: string | Uint8Array): Uint8Array {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const larger = new Uint8Array(bytes.length + 16).fill(0x23);
  larger.set(bytes, 8);
  return larger.subarray(8, 8 + bytes.length);
}

/** Names for so many messages: `a01`, `a02` and so on, which sort as they count. */
export function names(prefix: string, number: number): string[] {
  const digits = String(number).length;
  return Array.from({ length: number }, (_, index) => `${prefix}${String(index + 1).padStart(digits, "0")}`);
}

/** Whether two lists of bytes are the same. */
export function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
