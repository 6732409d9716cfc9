import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hmacHex } from "../../../src/runtime/hmac.ts";

describe("an HMAC of a text", () => {
  // https://www.rfc-editor.org/rfc/rfc4231, test case 2.
  it.each([
    ["SHA-256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
    [
      "SHA-512",
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    ],
  ] as const)("is made with %s", async (hash, expected) => {
    expect(await hmacHex(hash, "Jefe", "what do ya want for nothing?")).toBe(expected);
  });

  it("is made of the bytes of UTF-8", async () => {
    const expected = createHmac("sha256", "Schlüssel").update("Grüße 👋", "utf8").digest("hex");
    expect(await hmacHex("SHA-256", "Schlüssel", "Grüße 👋")).toBe(expected);
  });
});
