import { checkUtf8 } from "./check-utf8.ts";
import { cutEnvelope } from "./cut-envelope.ts";
import { PartWriter } from "./part-writer.ts";
import { scan } from "./scan.ts";
import { webhookShape } from "./shape.ts";
import type { Steps } from "./steps.ts";
import { ObjectNode } from "./tree.ts";

/**
 * Cuts a body into parts, step by step. A step takes a fraction of a millisecond and ends with a part, or with none.
 *
 * The same body and size give the same parts.
 *
 * @param bytes - the size at which a part is full. A body that is no larger is handed on as it is, without a look at it.
 * @internal
 */
export function* splitInSteps(body: Uint8Array, bytes: number): Steps {
  let part: Uint8Array | undefined;
  let isCut = false;
  for (const next of body.length > bytes ? cutSteps(body, bytes) : []) {
    // Held until another follows: the only part of a body is the body.
    const isFollowed = next !== undefined && part !== undefined;
    yield isFollowed ? part : undefined;
    isCut ||= isFollowed;
    part = next ?? part;
  }
  yield isCut ? part : body;
}

function* cutSteps(body: Uint8Array, bytes: number): Steps {
  if (!(yield* checkUtf8(body))) return;
  const root = yield* scan(body, webhookShape);
  const out = new PartWriter(body, bytes);
  const steps = root instanceof ObjectNode ? cutEnvelope(out, root) : undefined;
  if (steps === undefined) return;
  yield* steps;
  yield out.takeLast();
}
