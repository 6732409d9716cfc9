import { requirePositive } from "../runtime/positive-number.ts";
import { pause } from "./pause.ts";
import { splitInSteps } from "./split-in-steps.ts";
import type { Steps } from "./steps.ts";

/**
 * Options of {@link splitWebhook}.
 *
 * @internal
 */
export interface SplitOptions {
  /**
   * The size at which a part is full, in bytes. A part is larger only where a single item is, or what has to stand
   * around its items. Default: 65,536.
   */
  bytes?: number;
  /**
   * How long it works before everything else may run, in milliseconds. Default: 1, because a request needs several turns
   * of the event loop, and each of them waits for a slice.
   */
  slice?: number;
}

/**
 * Cuts a large webhook into small ones, without holding the event loop for long.
 *
 * Each part is a webhook itself: the same envelope, metadata and contacts, around some of the items. Parsed one after
 * the other, the parts give the items that the whole would have given, in the same order. Only a chunk of `history` or
 * a list of contacts becomes several events, each with some of the messages or contacts; a chat can go on in the next.
 *
 * Bytes are copied, never printed again. What is not understood stays in one piece and in one part: an unknown member,
 * an item of any shape, a field that is not documented. A body that is no JSON, or nothing that is known, is one part.
 *
 * The same body and options give the same parts. A body that is small enough is handed on as it is.
 *
 * @param body - the bytes, as they arrived. They must not change before the last part was taken.
 * @throws {@link CoexistenceError} with code `invalid_option` for a size or time that is not a positive number.
 * @internal
 */
export function splitWebhook(
  body: Uint8Array,
  { bytes = 64 * 1024, slice = 1 }: SplitOptions = {},
): AsyncGenerator<Uint8Array, void> {
  requirePositive("splitWebhook: bytes", bytes);
  requirePositive("splitWebhook: slice", slice);
  return takeParts(splitInSteps(body, bytes), slice);
}

async function* takeParts(steps: Steps, slice: number): AsyncGenerator<Uint8Array, void> {
  let end = performance.now() + slice;
  for (const part of steps) {
    if (part !== undefined) yield part;
    // What was done with a part counts too: taking the next one lets nothing else run.
    if (performance.now() < end) continue;
    await pause();
    end = performance.now() + slice;
  }
}
