// Anchored and without repetition of groups: a header has no way to make these slow.
const metaSignature = /^sha256=([0-9a-f]{64})$/i;
// 360dialog does not state the encoding. Three implementations read bare hex, one reads Meta's prefix.
const dialog360Signature = /^(?:sha256=)?([0-9a-f]{64})$/i;

/**
 * Reads `X-Hub-Signature-256`. Two headers joined by a comma are not one signature, so they read as none.
 *
 * @internal
 */
export function readMetaSignature(header: unknown): Uint8Array | undefined {
  return readHex(header, metaSignature);
}

/**
 * Reads `x-360dialog-signature`, with or without the prefix `sha256=`.
 *
 * @internal
 */
export function readDialog360Signature(header: unknown): Uint8Array | undefined {
  return readHex(header, dialog360Signature);
}

function readHex(header: unknown, pattern: RegExp): Uint8Array | undefined {
  const hex = typeof header === "string" ? pattern.exec(header)?.[1] : undefined;
  if (hex === undefined) return undefined;
  const bytes = new Uint8Array(32);
  for (let index = 0; index < 32; index++) bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
