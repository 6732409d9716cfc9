import { CoexistenceError } from "../errors/index.ts";

/**
 * The largest body that is read, in bytes: 4 MiB. Meta sends up to 3 MB.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export const bodyLimit = 4 * 1024 * 1024;

/** @internal */
export function bodyTooLarge(): CoexistenceError {
  return new CoexistenceError("body_too_large", `The body is larger than ${bodyLimit} bytes.`);
}

/** @internal */
export function bodyIncomplete(): CoexistenceError {
  return new CoexistenceError("body_incomplete", "The body did not arrive completely, or not in time.");
}

/**
 * Reads a body piece by piece, counting what really arrives: a length that is announced need not be true.
 *
 * @throws CoexistenceError `body_too_large` or `body_incomplete`.
 * @internal
 */
export async function readBody(stream: ReadableStream<Uint8Array> | null, timeout: number): Promise<Uint8Array> {
  if (stream === null) return new Uint8Array(0);
  const reader = stream.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(bodyIncomplete()), timeout);
  });
  try {
    // One race for all pieces: the timer's promise would remember every single one until the end.
    return await Promise.race([readToTheEnd(reader), late]);
  } catch (error) {
    // Not awaited: cancelling waits for a sender that may never say anything again.
    reader.cancel().catch(() => undefined);
    throw error instanceof CoexistenceError ? error : bodyIncomplete();
  } finally {
    clearTimeout(timer);
  }
}

async function readToTheEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const body = new BodyBuffer();
  while (true) {
    const { done, value } = await reader.read();
    if (done) return body.bytes;
    body.add(value);
  }
}

/**
 * Collects the pieces of a body in one buffer that grows. Keeping the pieces would let a sender who cuts a body into
 * single bytes take a hundred times its size, before anything is verified.
 *
 * @internal
 */
export class BodyBuffer {
  #buffer = new Uint8Array(0);
  #size = 0;

  /** @throws CoexistenceError `body_too_large`. */
  add(piece: Uint8Array): void {
    const size = this.#size + piece.byteLength;
    if (size > bodyLimit) throw bodyTooLarge();
    if (size > this.#buffer.byteLength) {
      // Most bodies come in one piece, so the first buffer has just its size.
      const grown = new Uint8Array(this.#size === 0 ? size : Math.min(bodyLimit, Math.max(size, 2 * this.#size)));
      grown.set(this.bytes);
      this.#buffer = grown;
    }
    this.#buffer.set(piece, this.#size);
    this.#size = size;
  }

  /** What has arrived. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#size);
  }
}

/**
 * The body was parsed before it got here. Guessing how it looked would refuse genuine webhooks, so nobody guesses.
 *
 * @internal
 */
export function rawBodyUnavailable(fix: string): CoexistenceError {
  return new CoexistenceError(
    "raw_body_unavailable",
    `The raw body is gone: something parsed it before the webhook could be verified. ${fix}`,
  );
}
