/** Drivers take blobs as buffers only. Nothing is copied. */
export function blobOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
