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
  const pieces: Uint8Array[] = [];
  let size = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(bodyIncomplete()), timeout);
  });
  try {
    while (true) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return joinPieces(pieces, size);
      size += value.byteLength;
      if (size > bodyLimit) throw bodyTooLarge();
      pieces.push(value);
    }
  } catch (error) {
    // Not awaited: cancelling waits for a sender that may never say anything again.
    reader.cancel().catch(() => undefined);
    throw error instanceof CoexistenceError ? error : bodyIncomplete();
  } finally {
    clearTimeout(timer);
  }
}

/** @internal */
export function joinPieces(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return first;
  const body = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    body.set(piece, offset);
    offset += piece.byteLength;
  }
  return body;
}
