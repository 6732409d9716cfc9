/** How much is looked at in one step. */
const stride = 64 * 1024;

/**
 * Tells step by step whether the bytes are UTF-8.
 *
 * @internal
 */
export function* checkUtf8(bytes: Uint8Array): Generator<undefined, boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + stride, bytes.length);
    // Whole characters: a byte that continues one begins none. No character has more than three of those.
    for (let back = 0; back < 3 && end < bytes.length && isContinuation(bytes[end]); back++) end--;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return false;
    }
    start = end;
    yield;
  }
  return true;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
