import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { decodeBytes } from "../../src/decode/decode.ts";
import { createCoexistence } from "../../src/index.ts";
import { signMeta } from "../../src/testing/index.ts";

// Paths and not URLs: one name holds a #.
const suite = fileURLToPath(new URL("../../../shared/corpora/JSONTestSuite/", import.meta.url));
const isThere = existsSync(suite);
const list = (folder: string, prefix = ""): string[] =>
  isThere ? readdirSync(join(suite, folder)).filter((name) => name.startsWith(prefix)) : [];
const read = (path: string): Uint8Array => readFileSync(join(suite, path));
const decode = (path: string): unknown => decodeBytes(read(path));
const codes = ["invalid_json", "invalid_utf8"];

describe.skipIf(!isThere)("JSONTestSuite (needs the shared corpora)", () => {
  it("is complete", () => {
    expect(
      [list("test_parsing", "y_"), list("test_parsing", "n_"), list("test_parsing", "i_")].map(({ length }) => length),
    ).toEqual([95, 188, 35]);
    expect(list("test_transform")).toHaveLength(22);
  });

  it.each(list("test_parsing", "y_"))("%s is what JSON.parse makes of it", (name) => {
    expect(decode(`test_parsing/${name}`)).toEqual(JSON.parse(new TextDecoder().decode(read(`test_parsing/${name}`))));
  });

  it.each(list("test_parsing", "n_"))("%s is refused with a code", (name) => {
    expect(() => decode(`test_parsing/${name}`)).toThrow(
      expect.objectContaining({ name: "CoexistenceError", code: expect.toBeOneOf(codes) }),
    );
  });

  it.each(list("test_parsing", "i_"))("%s is decoded, or refused with a code", (name) => {
    let outcome: unknown;
    try {
      outcome = { decoded: decode(`test_parsing/${name}`) };
    } catch (error) {
      outcome = error;
    }
    expect([{ decoded: expect.anything() }, { code: expect.toBeOneOf(codes) }]).toContainEqual(
      outcome instanceof Error ? { code: (outcome as Error & { code: unknown }).code } : outcome,
    );
  });

  it.each<[name: string, value: unknown]>([
    ["object_same_key_different_values.json", { a: 2 }],
    ["object_same_key_same_value.json", { a: 1 }],
    ["object_same_key_unclear_values.json", { a: -0 }],
    ["number_-9223372036854775808.json", ["-9223372036854775808"]],
    ["number_-9223372036854775809.json", ["-9223372036854775809"]],
    ["number_9223372036854775807.json", ["9223372036854775807"]],
    ["number_9223372036854775808.json", ["9223372036854775808"]],
    ["number_10000000000000000999.json", ["10000000000000000999"]],
    ["number_1000000000000000.json", [1000000000000000]],
    ["number_1.0.json", [1]],
    ["number_1.000000000000000005.json", [1]],
    ["number_1e6.json", [1000000]],
    ["number_1e-999.json", [0]],
    ["object_key_nfc_nfd.json", { "\u00e9": "NFC", "e\u0301": "NFD" }],
    ["object_key_nfd_nfc.json", { "\u00e9": "NFC", "e\u0301": "NFD" }],
    ["string_1_escaped_invalid_codepoint.json", ["\ud800"]],
    ["string_2_escaped_invalid_codepoints.json", ["\ud800\ud800"]],
    ["string_3_escaped_invalid_codepoints.json", ["\ud800\ud800\ud800"]],
    ["string_with_escaped_NULL.json", ["A\u0000B"]],
  ])("%s becomes %j", (name, value) => {
    expect(decode(`test_transform/${name}`)).toEqual(value);
  });

  it.each(["string_1_invalid_codepoint.json", "string_2_invalid_codepoints.json", "string_3_invalid_codepoints.json"])(
    "%s is no UTF-8",
    (name) => {
      expect(() => decode(`test_transform/${name}`)).toThrow(expect.objectContaining({ code: "invalid_utf8" }));
    },
  );

  // Signed is signed: what cannot be understood is kept as an event, and refusing it would bring it back for seven days.
  it("is answered 200 whole, file by file, when it is signed", async () => {
    const appSecret = "3b1f5d7e9a2c4680bd13f57e9a2c4680";
    const coexistence = createCoexistence({ appSecret, logger: false });
    for (const path of [
      ...list("test_parsing").map((name) => `test_parsing/${name}`),
      ...list("test_transform").map((name) => `test_transform/${name}`),
    ]) {
      const body = Buffer.from(read(path));
      const headers = { "x-hub-signature-256": signMeta(body, appSecret) };
      const response = await coexistence.fetch(new Request("https://example.com/", { method: "POST", body, headers }));
      expect([path, response.status]).toEqual([path, 200]);
    }
    await coexistence.close();
  });
});
