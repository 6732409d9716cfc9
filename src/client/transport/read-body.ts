/**
 * Reads the body of an answer.
 *
 * @returns nothing for one with more bytes than it may have. No more than those are kept, whatever its head says.
 * @throws whatever a broken connection throws.
 */
export async function readBody(
  response: Response,
  largest: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  // A fetch of the caller's own may not connect the signal with the body.
  const giveUp = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > largest) {
        giveUp();
        return undefined;
      }
      pieces.push(next.value);
    }
    signal.throwIfAborted();
    return join(pieces, size);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
