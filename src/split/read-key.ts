const backslash = 0x5c;
const decoder = new TextDecoder();

/**
 * Reads a key that stands between two indexes, with its quotation marks, as `JSON.parse` would.
 *
 * @internal
 */
export function readKey(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, end));
  return text.includes("\\") ? (JSON.parse(text) as string) : text.slice(1, -1);
}

const userId = Array.from('user_id"', (letter) => letter.charCodeAt(0));

/**
 * Tells whether a key that stands between two indexes, with its quotation marks, can name a user: `from_user_id`,
 * `to_parent_user_id`, or one with escapes, which can be any key.
 *
 * @internal
 */
export function canNameUser(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (bytes[index] === backslash) return true;
  return end - start > userId.length && userId.every((byte, offset) => bytes[end - userId.length + offset] === byte);
}
