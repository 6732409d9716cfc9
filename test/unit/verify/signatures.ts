import { createHmac } from "node:crypto";
import { runInNewContext } from "node:vm";
import type { findSigningSecret } from "../../../src/verify/index.ts";

/** How a signature is found: the library's own way, or a control's. */
export type FindSigningSecret = typeof findSigningSecret;

/** A secret as the senders show it. */
export const secret = "5f1d0c6b7e8a49302b1c4d5e6f708192";
/** The one it replaced. */
export const oldSecret = "00112233445566778899aabbccddeeff";
/** One that belongs to somebody else. */
export const foreignSecret = "ffeeddccbbaa99887766554433221100";

const text = '{"entry":[{"id":"1","changes":[{"value":"ol\\u00e1"}]}]}';
/** A body as it arrives. */
export const body: Uint8Array = new TextEncoder().encode(text);

/** The hex of a genuine signature. */
export function hexSignature(bytes: Uint8Array | string, key: string | Uint8Array): string {
  return createHmac("sha256", key).update(bytes).digest("hex");
}

/** One body, header and set of secrets, and which secret made the signature. */
export interface SignatureCase {
  readonly title: string;
  readonly body: Uint8Array | ArrayBuffer | string;
  readonly header: unknown;
  readonly secrets: Parameters<FindSigningSecret>[2];
  readonly signedBy: number | undefined;
}

const hex = hexSignature(body, secret);
const lastDigit = hex.at(-1) === "0" ? "1" : "0";

type Variation = Partial<Omit<SignatureCase, "title" | "signedBy">>;

const of =
  (base: Required<Variation>) =>
  (title: string, signedBy: number | undefined, variation: Variation = {}): SignatureCase => ({
    ...base,
    ...variation,
    title,
    signedBy,
  });

const meta = of({ body, header: `sha256=${hex}`, secrets: { appSecret: secret } });
const dialog360 = of({ body, header: hex, secrets: { platformSecret: secret } });

/** What both ways to verify have to agree on. */
export const signatureCases: readonly SignatureCase[] = [
  meta("Meta's signature", 0),
  meta("Meta's signature in upper-case hex", 0, { header: `sha256=${hex.toUpperCase()}` }),
  meta("a body as text", 0, { body: text }),
  meta("a body as an ArrayBuffer", 0, { body: Uint8Array.from(body).buffer }),
  meta("a body in the middle of a larger buffer", 0, { body: Uint8Array.from([1, ...body, 2]).subarray(1, -1) }),
  meta("a body of another realm", 0, { body: runInNewContext(`Uint8Array.from([${body}])`) }),
  meta("an ArrayBuffer of another realm", 0, { body: runInNewContext(`Uint8Array.from([${body}]).buffer`) }),
  meta("an empty body", 0, { body: "", header: `sha256=${hexSignature("", secret)}` }),
  meta("a body that is no text", 0, {
    body: Uint8Array.of(0xff, 0, 0xc3),
    header: `sha256=${hexSignature(Uint8Array.of(0xff, 0, 0xc3), secret)}`,
  }),
  meta("a body with a byte order mark", 0, {
    body: Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d),
    header: `sha256=${hexSignature(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), secret)}`,
  }),
  meta("a secret with white space around it", 0, { secrets: { appSecret: ` ${secret}\n` } }),
  meta("a secret as bytes", 0, { secrets: { appSecret: new TextEncoder().encode(secret) } }),
  meta("a secret as bytes of another realm", 0, {
    secrets: { appSecret: runInNewContext(`Uint8Array.from([${new TextEncoder().encode(secret)}])`) },
  }),
  meta("the first of two secrets", 0, { secrets: { appSecret: [secret, oldSecret] } }),
  meta("the second of two secrets", 1, { secrets: { appSecret: [foreignSecret, secret] } }),
  meta("the last of three secrets", 2, { secrets: { appSecret: [foreignSecret, oldSecret, secret] } }),
  dialog360("360dialog's signature", 0),
  dialog360("360dialog's signature with Meta's prefix", 0, { header: `sha256=${hex}` }),
  dialog360("360dialog's signature in upper-case hex", 0, { header: hex.toUpperCase() }),
  dialog360("the second of two platform secrets", 1, { secrets: { platformSecret: [foreignSecret, secret] } }),

  meta("no header", undefined, { header: undefined }),
  meta("a header that is null", undefined, { header: null }),
  meta("an empty header", undefined, { header: "" }),
  meta("a header that holds only the prefix", undefined, { header: "sha256=" }),
  meta("Meta's signature without its prefix", undefined, { header: hex }),
  meta("the older algorithm", undefined, { header: `sha1=${hex.slice(0, 40)}` }),
  meta("another prefix", undefined, { header: `sha512=${hex}` }),
  meta("the prefix twice", undefined, { header: `sha256=sha256=${hex}` }),
  meta("two headers joined", undefined, { header: `sha256=${hex}, sha256=${hex}` }),
  meta("two headers joined, the wrong one first", undefined, { header: `sha256=${"0".repeat(64)}, sha256=${hex}` }),
  meta("two headers as a list", undefined, { header: [`sha256=${hex}`, `sha256=${hex}`] }),
  meta("one header as a list", undefined, { header: [`sha256=${hex}`] }),
  meta("a digit too few", undefined, { header: `sha256=${hex.slice(0, -1)}` }),
  meta("a digit too many", undefined, { header: `sha256=${hex}0` }),
  meta("the first half", undefined, { header: `sha256=${hex.slice(0, 32)}` }),
  meta("white space before", undefined, { header: ` sha256=${hex}` }),
  meta("a line feed after", undefined, { header: `sha256=${hex}\n` }),
  meta("a digit that is none", undefined, { header: `sha256=${hex.slice(0, -1)}g` }),
  meta("a full-width digit", undefined, { header: `sha256=${hex.slice(0, -1)}０` }),
  meta("a signature in base64", undefined, {
    header: `sha256=${Buffer.from(hex, "hex").toString("base64")}`,
  }),
  meta("another last digit", undefined, { header: `sha256=${hex.slice(0, -1)}${lastDigit}` }),
  meta("a signature of zeros", undefined, { header: `sha256=${"0".repeat(64)}` }),
  meta("the signature of another body", undefined, { header: `sha256=${hexSignature("{}", secret)}` }),
  meta("the signature of somebody else", undefined, { header: `sha256=${hexSignature(body, foreignSecret)}` }),
  meta("a body that was parsed and printed again", undefined, { body: JSON.stringify(JSON.parse(text)) }),
  meta("a body with one byte more", undefined, { body: Uint8Array.from([...body, 0x0a]) }),
  meta("none of two secrets", undefined, { secrets: { appSecret: [oldSecret, foreignSecret] } }),
  dialog360("360dialog: no header", undefined, { header: undefined }),
  dialog360("360dialog: another prefix", undefined, { header: `sha1=${hex}` }),
  dialog360("360dialog: two headers joined", undefined, { header: `${hex}, ${hex}` }),
  dialog360("360dialog: a digit too many", undefined, { header: `${hex}0` }),
  dialog360("360dialog: the signature of somebody else", undefined, { header: hexSignature(body, foreignSecret) }),
];
