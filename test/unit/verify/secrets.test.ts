import { describe, expect, it } from "vitest";
import { readSecrets } from "../../../src/verify/secrets.ts";
import { secret } from "./signatures.ts";

describe("readSecrets", () => {
  it("keeps the order of several", () => {
    const read = readSecrets("appSecret", ["a".repeat(16), "b".repeat(17)]);
    expect(read.map((bytes) => new TextDecoder().decode(bytes))).toEqual(["a".repeat(16), "b".repeat(17)]);
  });

  it("reads a text as UTF-8", () => {
    expect(readSecrets("appSecret", `${secret}é`)[0]).toEqual(new TextEncoder().encode(`${secret}é`));
  });

  // Whoever overwrites a secret after use would otherwise leave a key of zeros, with which anyone can sign.
  it("keeps its own copy of bytes", () => {
    const bytes = new TextEncoder().encode(secret);
    const [read] = readSecrets("appSecret", bytes);
    bytes.fill(0);
    expect(read).toEqual(new TextEncoder().encode(secret));
  });
});
