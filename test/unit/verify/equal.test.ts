import { describe, expect, it } from "vitest";
import { equalInConstantTime } from "../../../src/verify/equal.ts";

describe("equalInConstantTime", () => {
  it.each(["", "a", "olá", "x".repeat(10_000)])("finds a text equal to itself", (text) => {
    expect(equalInConstantTime(text, `${text}`)).toBe(true);
  });

  it.each([
    ["", "a"],
    ["abc", "abd"],
    ["abc", "abc "],
    ["abc", "ABC"],
    ["é", "e\u0301"],
  ])("tells %j from %j", (left, right) => {
    expect(equalInConstantTime(left, right)).toBe(false);
  });
});
