import { describe, expect, it } from "vitest";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";
import { wrap } from "../../../../src/cli/terminal/wrap.ts";

describe("wrap", () => {
  it.each([
    ["after a space", "15550002222 Ada Example", 15, ["15550002222 Ada", "Example"]],
    ["after an underscore", "PARTNER_CLIENT_REMOVED", 16, ["PARTNER_CLIENT_", "REMOVED"]],
    ["after a dot", "entry[0].changes[0].value", 12, ["entry[0].", "changes[0].", "value"]],
    ["anywhere in a word that is too wide", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["between wide characters", "日本語", 4, ["日本", "語"]],
  ])("goes on in the next line %s", (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it.each([
    ["between words only", "The app is older than 2.24.17 is", 25, ["The app is older than", "2.24.17 is"]],
    ["in a word that is too wide at its joints", "It is snake_case_word now", 12, ["It is snake_", "case_word", "now"]],
    ["anywhere in what has none", "It is abcdefghij", 6, ["It is", "abcdef", "ghij"]],
  ])("breaks a sentence %s", (_, text, width, lines) => {
    expect(wrap(text, width, "prose")).toEqual(lines);
  });

  it("leaves a text that fits in one line", () => {
    expect(wrap("one two", 7)).toEqual(["one two"]);
  });

  it("loses nothing but spaces", () => {
    const text = "entry[0].changes[0].value.messages[0].text.foo and more of it 日本語 👩‍👩‍👧";
    for (let width = 2; width < 40; width++) {
      expect(wrap(text, width).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }
  });

  it("makes no line wider than allowed", () => {
    const text = "entry[0].changes[0].value.messages[0].text.foo and more of it 日本語 👩‍👩‍👧";
    for (let width = 2; width < 40; width++) {
      expect(Math.max(...wrap(text, width).map(textWidth))).toBeLessThanOrEqual(width);
    }
  });
});
