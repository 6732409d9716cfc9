import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/digest/sha256.ts";
import { findSigningSecret, verify } from "../../src/index.ts";
import { equalInConstantTime } from "../../src/verify/equal.ts";
import { findKey, findKeyWithWebCrypto } from "../../src/verify/hmac.ts";

const secret = fc.stringMatching(/^[0-9a-f]{32}$/);
const body = fc.uint8Array({ maxLength: 300 });
const sign = (bytes: Uint8Array, key: string | Uint8Array): Buffer => createHmac("sha256", key).update(bytes).digest();
const hex = (bytes: Uint8Array, key: string): string => sign(bytes, key).toString("hex");
const runs = { numRuns: 1_000 };

describe("verify", () => {
  it("finds every genuine signature right", async () => {
    await fc.assert(
      fc.asyncProperty(body, secret, async (bytes, key) => {
        expect(await verify(bytes, `sha256=${hex(bytes, key)}`, { appSecret: key })).toBe(true);
        expect(await verify(bytes, hex(bytes, key), { platformSecret: key })).toBe(true);
      }),
      runs,
    );
  });

  it("finds a signature wrong when one bit of it is turned", async () => {
    await fc.assert(
      fc.asyncProperty(body, secret, fc.nat(255), async (bytes, key, bit) => {
        const forged = sign(bytes, key);
        forged[bit >> 3] = (forged[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(await verify(bytes, `sha256=${forged.toString("hex")}`, { appSecret: key })).toBe(false);
      }),
      runs,
    );
  });

  it("finds a signature wrong when one bit of the body is turned", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), secret, fc.nat(), async (bytes, key, turn) => {
        const header = `sha256=${hex(bytes, key)}`;
        const bit = turn % (bytes.length * 8);
        const changed = bytes.slice();
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(await verify(changed, header, { appSecret: key })).toBe(false);
      }),
      runs,
    );
  });

  it("takes nothing but a whole signature for one", async () => {
    const cut = fc.tuple(fc.nat(70), fc.nat(70));
    await fc.assert(
      fc.asyncProperty(body, secret, cut, async (bytes, key, [start, end]) => {
        const header = `sha256=${hex(bytes, key)}`;
        fc.pre(header.slice(start, end) !== header);
        expect(await verify(bytes, header.slice(start, end), { appSecret: key })).toBe(false);
      }),
      runs,
    );
  });

  it("never throws for a header, whatever it is", async () => {
    const header = fc.oneof(fc.string({ unit: "binary" }), fc.anything());
    await fc.assert(
      fc.asyncProperty(header, async (value) => {
        expect(await verify("{}", value as string, { appSecret: "0123456789abcdef0123456789abcdef" })).toBe(false);
      }),
      runs,
    );
  });

  it("names the secret that signed, wherever it stands", async () => {
    const secrets = fc.uniqueArray(secret, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(body, secrets, fc.nat(), async (bytes, appSecret, pick) => {
        const index = pick % appSecret.length;
        const header = `sha256=${hex(bytes, appSecret[index] as string)}`;
        expect(await findSigningSecret(bytes, header, { appSecret })).toBe(index);
      }),
      runs,
    );
  });
});

it("node:crypto and WebCrypto find the same key", async () => {
  const key = fc.uint8Array({ minLength: 16, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(body, fc.array(key, { minLength: 1, maxLength: 3 }), key, async (bytes, keys, other) => {
      for (const signer of [...keys, other]) {
        const signature = sign(bytes, signer);
        expect(await findKeyWithWebCrypto(keys, bytes, signature)).toBe(await findKey(keys, bytes, signature));
      }
    }),
    { numRuns: 200 },
  );
});

it("sha256 agrees with node:crypto", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const digest = Buffer.from(sha256(bytes)).toString("hex");
      expect(digest).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
    runs,
  );
});

it("equalInConstantTime agrees with ===", () => {
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(equalInConstantTime(left, right)).toBe(left === right);
      expect(equalInConstantTime(left, `${left}`)).toBe(true);
    }),
    runs,
  );
});
