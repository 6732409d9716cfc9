/**
 * An id is a type, `_`, and a digest in base64url: with the digest as bytes it takes less room. The type is a part of it,
 * because an echo, its asset and a live message of one id are three events.
 */
export function digestOf(id: string): Uint8Array {
  const end = id.indexOf("_");
  return Buffer.concat([Buffer.from(id.slice(end + 1), "base64url"), Buffer.from(id.slice(0, end))]);
}
