/** Drivers take blobs as buffers only. Nothing is copied. */
export function blobOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  // An empty one that lies nowhere is NULL to node:sqlite, before Node 24.
  if (byteLength === 0) return Buffer.alloc(0);
  return Buffer.from(buffer, byteOffset, byteLength);
}
