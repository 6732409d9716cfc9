import { nodeCrypto } from "../runtime/node-crypto.ts";

/**
 * Finds the key that made this HMAC-SHA256 over these bytes, comparing in constant time.
 *
 * With `node:crypto` the answer comes at once, with WebCrypto as a promise.
 *
 * @returns the index of the key, or -1.
 * @internal
 */
export function findKey(
  keys: readonly Uint8Array[],
  bytes: Uint8Array,
  signature: Uint8Array,
): number | Promise<number> {
  if (nodeCrypto === undefined) return findKeyWithWebCrypto(keys, bytes, signature);
  for (const [index, key] of keys.entries()) {
    const expected = nodeCrypto.createHmac("sha256", key).update(bytes).digest();
    if (nodeCrypto.timingSafeEqual(expected, signature)) return index;
  }
  return -1;
}

const algorithm = { name: "HMAC", hash: "SHA-256" };
// Importing a key costs more than checking a short body with it.
const importedKeys = new WeakMap<Uint8Array, ReturnType<typeof crypto.subtle.importKey>>();

/** @internal */
export async function findKeyWithWebCrypto(
  keys: readonly Uint8Array[],
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<number> {
  for (const [index, key] of keys.entries()) {
    let imported = importedKeys.get(key);
    if (imported === undefined) {
      imported = crypto.subtle.importKey("raw", key as Uint8Array<ArrayBuffer>, algorithm, false, ["verify"]);
      importedKeys.set(key, imported);
    }
    const verified = await crypto.subtle.verify(
      algorithm,
      await imported,
      signature as Uint8Array<ArrayBuffer>,
      bytes as Uint8Array<ArrayBuffer>,
    );
    if (verified) return index;
  }
  return -1;
}
