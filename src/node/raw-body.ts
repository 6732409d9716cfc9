import { BodyBuffer, bodyIncomplete, bodyLimit, bodyTooLarge, rawBodyUnavailable } from "../receive/body.ts";
import { bytesOf } from "../runtime/bytes.ts";
import type { NodeRequest } from "./exchange.ts";

/**
 * Finds the bytes of a body: those that a parser kept, or what the stream still has to give.
 *
 * @param timeout - how long the whole body may take, in milliseconds.
 * @param advice - what to change where something else has read the body.
 * @throws CoexistenceError `body_too_large`, `body_incomplete` or `raw_body_unavailable`.
 * @internal
 */
export async function readRawBody(request: NodeRequest, timeout: number, advice: string): Promise<Uint8Array> {
  const kept = bytesOf(request.rawBody) ?? bytesOf(request.body);
  if (kept !== undefined) {
    if (kept.byteLength > bodyLimit) throw bodyTooLarge();
    return kept;
  }
  // A stream with an encoding gives text, and text has lost what was not valid UTF-8.
  if (request.readableDidRead === true || request.readableEncoding) throw rawBodyUnavailable(advice);
  // Neither would ever emit another event: a parser found an empty body, or the sender left before the mount ran.
  if (request.readableEnded === true) return new Uint8Array(0);
  if (request.destroyed === true) throw bodyIncomplete();
  return readStream(request, timeout);
}

function readStream(request: NodeRequest, timeout: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const body = new BodyBuffer();
    const finish = (error?: Error): void => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) request.off(event, listener);
      if (error === undefined) resolve(body.bytes);
      else reject(error);
    };
    const timer = setTimeout(() => finish(bodyIncomplete()), timeout);
    const listeners = {
      data: (piece: Uint8Array): void => {
        try {
          body.add(piece);
        } catch (error) {
          finish(error as Error);
        }
      },
      end: (): void => finish(),
      error: (): void => finish(bodyIncomplete()),
      close: (): void => finish(bodyIncomplete()),
    };
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener);
    // Something before the mount may have paused it, and then a listener alone does not start it.
    request.resume();
  });
}
