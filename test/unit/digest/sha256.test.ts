import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256, shortDigest } from "../../../src/digest/sha256.ts";
import { withoutNodeCrypto } from "../runtime/without-node-crypto.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const reference = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("sha256", () => {
  // FIPS 180-4 pads at 55, 56 and 64 bytes; all lengths around several blocks are cheap enough.
  it("agrees with node:crypto on every length up to five blocks", () => {
    const lengths = Array.from({ length: 301 }, (_, length) => randomBytes(length));
    expect(lengths.map((bytes) => hex(sha256(bytes)))).toEqual(lengths.map(reference));
  });

  it.each([0x00, 0x7f, 0x80, 0xff])("agrees with node:crypto on blocks of the byte %i", (byte) => {
    const bytes = new Uint8Array(1_000).fill(byte);
    expect(hex(sha256(bytes))).toBe(reference(bytes));
  });

  it("agrees with node:crypto on a megabyte", () => {
    const bytes = randomBytes(1_048_576 + 3);
    expect(hex(sha256(bytes))).toBe(reference(bytes));
  });

  it("reads a view from where it begins", () => {
    const bytes = randomBytes(200).subarray(13, 113);
    expect(hex(sha256(bytes))).toBe(reference(bytes));
  });

  it("leaves the message as it was", () => {
    const bytes = new Uint8Array(70).fill(7);
    sha256(bytes);
    expect(bytes).toEqual(new Uint8Array(70).fill(7));
  });
});

describe("shortDigest", () => {
  const texts: [title: string, text: string][] = [
    ["an empty text", ""],
    ["ASCII", "a wamid and a number"],
    ["accents and emoji", "olá, às três 🕒"],
    ["a lone surrogate", "\ud83d and \udd52"],
    ["NUL", "\u0000"],
    ["a long text", "çx".repeat(10_000)],
  ];

  it.each(texts)("of %s is the first 128 bits in base64url", (_, text) => {
    expect(shortDigest(text)).toBe(createHash("sha256").update(text).digest("base64url").slice(0, 22));
  });

  it.each(texts)("of %s is the same where there is no node:crypto", async (_, text) => {
    const elsewhere = await withoutNodeCrypto(() => import("../../../src/digest/sha256.ts"));
    expect(elsewhere.shortDigest(text)).toBe(shortDigest(text));
  });

  it("holds no character that a key or a job id may not have", async () => {
    const elsewhere = await withoutNodeCrypto(() => import("../../../src/digest/sha256.ts"));
    for (let number = 0; number < 300; number++) {
      expect(elsewhere.shortDigest(String(number))).toMatch(/^[\w-]{22}$/);
      expect(elsewhere.shortDigest(String(number))).toBe(shortDigest(String(number)));
    }
  });
});
