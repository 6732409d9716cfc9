import { describe, expect, it } from "vitest";
import { deepestNesting, isHarmless } from "../../../src/decode/harmless.ts";

const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

describe("isHarmless", () => {
  it.each<[title: string, value: unknown]>([
    ["a text", "9007199254740993"],
    ["the largest exact integer", Number.MAX_SAFE_INTEGER],
    ["the smallest exact integer", Number.MIN_SAFE_INTEGER],
    ["null", null],
    ["a list of everything", [1, "a", true, null, { b: [] }]],
    ["the deepest nesting", nested(deepestNesting)],
  ])("says yes to %s", (_, value) => {
    expect(isHarmless(value)).toBe(true);
  });

  it.each<[title: string, value: unknown]>([
    ["an integer above", Number.MAX_SAFE_INTEGER + 1],
    ["an integer below", Number.MIN_SAFE_INTEGER - 1],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["NaN", Number.NaN],
    ["a bigint", 1n],
    ["a large integer in a list", [[2 ** 53]]],
    ["an own __proto__", JSON.parse('{"__proto__":null}')],
    ["a constructor", [{ constructor: 1 }]],
    ["nesting that is too deep", nested(deepestNesting + 1)],
  ])("says no to %s", (_, value) => {
    expect(isHarmless(value)).toBe(false);
  });
});
