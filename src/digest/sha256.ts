import { nodeCrypto } from "../runtime/node-crypto.ts";

/**
 * SHA-256 of a text, as the first 128 bits in base64url (22 characters, safe in any key or job id).
 *
 * @internal
 */
export function shortDigest(text: string): string {
  if (nodeCrypto?.hash !== undefined) return nodeCrypto.hash("sha256", text, "base64url").slice(0, 22);
  return base64url(sha256(new TextEncoder().encode(text))).slice(0, 22);
}

/**
 * SHA-256 of a text, without waiting: WebCrypto has only an asynchronous one, and parsing is synchronous. Used where
 * `node:crypto` is not.
 *
 * @internal
 */
export function sha256(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((message.length + 8) >> 6) + 1) << 6);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(padded.length - 4, message.length << 3);

  const state = Uint32Array.from(initialState);
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let index = 0; index < 16; index++) words[index] = view.getUint32(block + index * 4);
    for (let index = 16; index < 64; index++) {
      const early = words[index - 15] as number;
      const late = words[index - 2] as number;
      const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      words[index] = (words[index - 16] as number) + sigma0 + (words[index - 7] as number) + sigma1;
    }
    compress(state, words);
  }

  const digest = new Uint8Array(32);
  const output = new DataView(digest.buffer);
  for (let index = 0; index < 8; index++) output.setUint32(index * 4, state[index] as number);
  return digest;
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const first = (h + sum1 + choice + (roundConstants[round] as number) + (words[round] as number)) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] as number) + value;
}

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

// FIPS 180-4: the fractional parts of the square roots of the first 8 primes, and of the cube roots of the first 64.
const initialState = /* @__PURE__ */ fractions(8, (prime) => Math.sqrt(prime));
const roundConstants = /* @__PURE__ */ fractions(64, (prime) => Math.cbrt(prime));

function fractions(count: number, root: (prime: number) => number): number[] {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
    if (isPrime) words.push(Math.floor((root(candidate) % 1) * 0x100000000));
  }
  return words;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
