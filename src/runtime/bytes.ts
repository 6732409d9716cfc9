/**
 * The bytes of a buffer, or `undefined` for anything else. Test runners run code in realms of their own, where
 * `instanceof` says no to a real Buffer.
 *
 * @internal
 */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (Object.prototype.toString.call(value) === "[object ArrayBuffer]") return new Uint8Array(value as ArrayBuffer);
  return undefined;
}
