import { describe, expect, it } from "vitest";
import { printable, printableJson } from "../../../../src/cli/terminal/printable.ts";

const dangerous = [
  ["an escape sequence", "\u001b[31mred", "\\u001b[31mred"],
  ["an operating system command", "\u001b]0;title\u0007", "\\u001b]0;title\\u0007"],
  ["an eight-bit control", "\u009b2J", "\\u009b2J"],
  ["a line break", "one\r\ntwo", "one\\r\\ntwo"],
  ["a tabulator", "one\ttwo", "one\\ttwo"],
  ["a zero character", "\u0000", "\\u0000"],
  ["delete", "\u007f", "\\u007f"],
  ["a change of direction", "\u202egnp.exe", "\\u202egnp.exe"],
  ["a line separator", "\u2028", "\\u2028"],
  ["a space of no width", "a\u200bb", "a\\u200bb"],
  ["an invisible tag", "\u{e0041}", "\\u{e0041}"],
  ["half a surrogate pair", "\ud83d", "\\ud83d"],
] as const;

describe("printable", () => {
  it.each(dangerous)("shows %s as an escape", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each(["Ångström", "日本語", "שלום", "می‌خواهم", "👩‍👩‍👧", "❤️", "C:\\new"])("leaves %s as it is", (text) => {
    expect(printable(text)).toBe(text);
  });
});

describe("printableJson", () => {
  it.each(dangerous)("leaves no raw character of %s", (_, text) => {
    expect(printableJson(JSON.stringify(text))).toMatch(/^[ -~]*$/);
  });

  it.each(dangerous)("keeps the value of %s", (_, text) => {
    expect(JSON.parse(printableJson(JSON.stringify(text)))).toBe(text);
  });
});
