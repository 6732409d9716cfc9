/**
 * HMAC of a text, as lower-case hex. Asynchronous everywhere, because WebCrypto is.
 *
 * @internal
 */
export async function hmacHex(hash: "SHA-256" | "SHA-512", secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash }, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
