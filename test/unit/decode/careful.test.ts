import { describe, expect, it } from "vitest";
import { quoteWhatParsingLoses } from "../../../src/decode/careful.ts";

describe("quoteWhatParsingLoses", () => {
  it.each([
    "",
    "1",
    '"9007199254740993"',
    '{"a": [1, 2.5, -3e2, true, false, null], "b": {"c": "]}[{"}}',
    '["\\"9007199254740993\\"", "\\\\", "\\\\\\"", "1e999"]',
    '{"9007199254740993" : 1}',
  ])("leaves %s as it is", (text) => {
    expect(quoteWhatParsingLoses(text)).toBe(text);
  });

  it.each([
    ["9007199254740993", '"9007199254740993"'],
    ["[ 9007199254740993 ]", '[ "9007199254740993" ]'],
    ['{"a":-1e999,"b":1}', '{"a":"-1e999","b":1}'],
    ['["\\\\",9007199254740993,"\\""]', '["\\\\","9007199254740993","\\""]'],
    [`${"[".repeat(65)} "x" ${"]".repeat(65)}`, `${"[".repeat(64)}"[ \\"x\\" ]"${"]".repeat(64)}`],
  ])("turns %s into %s", (text, expected) => {
    expect(quoteWhatParsingLoses(text)).toBe(expected);
  });
});
