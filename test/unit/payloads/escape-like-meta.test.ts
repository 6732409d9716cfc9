import { describe, expect, it } from "vitest";
import { escapeLikeMeta } from "../../../src/testing/index.ts";

describe("escapeLikeMeta", () => {
  it.each([
    ["an accent", "café", String.raw`"caf\u00e9"`],
    ["an emoji, as two halves", "😀", String.raw`"\ud83d\ude00"`],
    ["a slash", "1/2", String.raw`"1\/2"`],
    ["a line break", "a\nb", String.raw`"a\nb"`],
    ["a backslash before a slash", "\\/", String.raw`"\\\/"`],
    ["nothing to escape", "plain", '"plain"'],
  ])("writes %s", (_, text, escaped) => {
    expect(escapeLikeMeta(JSON.stringify(text))).toBe(escaped);
  });

  it("leaves what is escaped already", () => {
    const escaped = String.raw`{"a":"1\/2 caf\u00e9 \\"}`;
    expect(escapeLikeMeta(escaped)).toBe(escaped);
  });

  it("changes no value", () => {
    const value = { "kéy/1": ["\\u00e9", "\u2028", "\ud800", "a\\/b"] };
    expect(JSON.parse(escapeLikeMeta(JSON.stringify(value)))).toEqual(value);
  });
});
