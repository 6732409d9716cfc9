import { describe, expect, it } from "vitest";
import { findKey, findKeyWithWebCrypto } from "../../../src/verify/hmac.ts";
import { body, foreignSecret, hexSignature, oldSecret, secret } from "./signatures.ts";

const [key, oldKey, foreignKey] = [secret, oldSecret, foreignSecret].map((text) => new TextEncoder().encode(text)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const signature = (text: string): Uint8Array => Buffer.from(hexSignature(body, text), "hex");

it("findKey answers at once where there is node:crypto", () => {
  expect(findKey([key], body, signature(secret))).toBe(0);
});

describe.each<[crypto: string, find: (...given: Parameters<typeof findKey>) => number | Promise<number>]>([
  ["node:crypto", findKey],
  ["WebCrypto", findKeyWithWebCrypto],
])("with %s", (_, find) => {
  it("the index of the key comes out, whenever it is asked for", async () => {
    for (let turn = 0; turn < 3; turn++) {
      expect(await find([key, oldKey], body, signature(secret))).toBe(0);
      expect(await find([key, oldKey], body, signature(oldSecret))).toBe(1);
      expect(await find([key, oldKey], body, signature(foreignSecret))).toBe(-1);
    }
  });

  it("a key that is in the list twice counts once", async () => {
    expect(await find([foreignKey, key, key], body, signature(secret))).toBe(1);
  });

  it("many at once do not disturb each other", async () => {
    const texts = Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? secret : oldSecret));
    const found = await Promise.all(texts.map((text) => find([key, oldKey], body, signature(text))));
    expect(found).toEqual(texts.map((text) => (text === secret ? 0 : 1)));
  });
});
