import type { UnknownEvent } from "../model/index.ts";
import { eventId } from "./event-id.ts";
import type { ParseOptions } from "./parse-webhook.ts";

/**
 * Makes the event for a body that is no JSON text: it was signed, so it is kept like anything else that is not
 * understood. `raw` is its text, or its bytes where they are none.
 *
 * @internal
 */
export function unreadableBody(
  bytes: Uint8Array,
  { provider = "meta", receivedAt = new Date() }: ParseOptions,
): UnknownEvent {
  const raw = textOf(bytes) ?? bytes.slice();
  // Latin-1 has a character for every byte, so different bytes are different texts.
  const content = typeof raw === "string" ? raw : new TextDecoder("latin1").decode(raw);
  return {
    type: "unknown",
    id: eventId("unknown", ["not_json", typeof raw, content]),
    provider,
    receivedAt,
    reason: "not_json",
    path: "",
    raw,
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
