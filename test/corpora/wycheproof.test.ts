import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findKey, findKeyWithWebCrypto } from "../../src/verify/hmac.ts";
import { verify } from "../../src/verify/index.ts";

const file = new URL("../../../shared/corpora/wycheproof/hmac_sha256_test.json", import.meta.url);

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly key: string;
  readonly msg: string;
  readonly tag: string;
  readonly result: "valid" | "invalid";
}
interface Group {
  readonly tagSize: number;
  readonly tests: Vector[];
}

const groups: Group[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).testGroups : [];
const vectors = (tagSize: number): Vector[] =>
  groups.filter((group) => group.tagSize === tagSize).flatMap((group) => group.tests);
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

describe.skipIf(!existsSync(file))("wycheproof's HMAC-SHA256 vectors (needs the shared corpora)", () => {
  it("are 87 with full tags, of which 33 are right, and 87 with short ones", () => {
    expect([vectors(256).length, vectors(128).length]).toEqual([87, 87]);
    expect(vectors(256).filter(({ result }) => result === "valid")).toHaveLength(33);
  });

  // verify asks for 16, so no vector is left out.
  it("have keys of 16 bytes and more", () => {
    const sizes = groups.flatMap(({ tests }) => tests.map(({ key }) => key.length / 2));
    expect(Math.min(...sizes)).toBe(16);
  });

  it.each(vectors(256))("verify finds vector $tcId ($comment) $result", async ({ key, msg, tag, result }) => {
    const isRight = result === "valid";
    expect(await verify(bytes(msg), `sha256=${tag}`, { appSecret: bytes(key) })).toBe(isRight);
    expect(await verify(bytes(msg), tag, { platformSecret: bytes(key) })).toBe(isRight);
  });

  it.each(vectors(128))("verify takes the cut tag of vector $tcId for no signature", async ({ key, msg, tag }) => {
    expect(await verify(bytes(msg), `sha256=${tag}`, { appSecret: bytes(key) })).toBe(false);
    expect(await verify(bytes(msg), tag, { platformSecret: bytes(key) })).toBe(false);
  });

  it.each<[crypto: string, find: (...given: Parameters<typeof findKey>) => number | Promise<number>]>([
    ["node:crypto", findKey],
    ["WebCrypto", findKeyWithWebCrypto],
  ])("%s gives every full tag the verdict on its label", async (_, find) => {
    const verdicts = await Promise.all(
      vectors(256).map(async ({ key, msg, tag }) => (await find([bytes(key)], bytes(msg), bytes(tag))) === 0),
    );
    expect(verdicts).toEqual(vectors(256).map(({ result }) => result === "valid"));
  });
});
