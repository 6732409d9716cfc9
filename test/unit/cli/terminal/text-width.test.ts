import { describe, expect, it } from "vitest";
import { cutTo, splitCharacters, textWidth } from "../../../../src/cli/terminal/text-width.ts";

describe("textWidth", () => {
  it.each([
    ["", 0],
    ["wamid", 5],
    ["Ångström", 8],
    ["A\u030angstro\u0308m", 8],
    ["日本", 4],
    ["ﾊﾝｶｸ", 4],
    ["한국", 4],
    ["Ｆｕｌｌ", 8],
    ["👍", 2],
    ["👍🏽", 2],
    ["👩‍👩‍👧", 2],
    ["🇩🇪", 2],
    ["❤️", 2],
    ["…", 1],
    ["\u200d", 0],
  ])("counts the columns of %j", (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe("splitCharacters", () => {
  it("keeps together what a reader takes for one character", () => {
    expect(splitCharacters("a👩‍👩‍👧e\u0301")).toEqual(["a", "👩‍👩‍👧", "e\u0301"]);
  });
});

describe("cutTo", () => {
  it("leaves a text that fits", () => {
    expect(cutTo("Ada Example", 11)).toBe("Ada Example");
  });

  it("marks where it cuts", () => {
    expect(cutTo("Ada Example", 10)).toBe("Ada Examp…");
  });

  it("never cuts through a wide character", () => {
    expect(cutTo("日本語", 4)).toBe("日…");
  });
});
