import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { decodeBytes, decodeObject, decodeText } from "../../../src/decode/decode.ts";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Uint8Array.from(part))));
const nested = (depth: number, inside = ""): string => "[".repeat(depth) + inside + "]".repeat(depth);
const depthOf = (value: unknown): number => (Array.isArray(value) ? 1 + Math.max(0, ...value.map(depthOf)) : 0);
const innermost = (value: unknown): unknown => (Array.isArray(value) ? innermost(value[0]) : value);

describe("decodeBytes", () => {
  it.each<[title: string, body: Uint8Array, value: unknown]>([
    ["ASCII", bytes('{"a":[1,-2.5,true,null,"b"]}'), { a: [1, -2.5, true, null, "b"] }],
    ["UTF-8 of two, three and four bytes", bytes('"é€🕒"'), "é€🕒"],
    ["escapes in place of characters", bytes('"\\u00e9\\u20ac\\ud83d\\udd52\\/"'), "é€🕒/"],
    ["NUL as an escape", bytes('"a\\u0000b"'), "a\u0000b"],
    ["a lone surrogate as an escape", bytes('"\\ud83d"'), "\ud83d"],
    ["a byte order mark before it", bytes([0xef, 0xbb, 0xbf], "{}"), {}],
    ["a byte order mark inside a string", bytes('"\ufeff"'), "\ufeff"],
    ["white space around it", bytes(" \t\r\n1 \t\r\n"), 1],
    ["a view into a larger buffer", bytes("xx[1]yy").subarray(2, 5), [1]],
    ["bytes of another realm", runInNewContext("Uint8Array.from([91, 49, 93])"), [1]],
    ["zero below zero", bytes("-0"), -0],
    ["the largest exact integer", bytes("9007199254740991"), 9007199254740991],
    ["a number in exponents", bytes("[1e3,1E-2]"), [1000, 0.01]],
  ])("reads %s", (_, body, value) => {
    expect(decodeBytes(body)).toEqual(value);
  });

  it.each<[title: string, body: Uint8Array]>([
    ["a byte that begins nothing", bytes('"', [0xff], '"')],
    ["a continuation byte alone", bytes('"', [0x80], '"')],
    ["a character cut off", bytes('"', [0xe2, 0x82], '"')],
    ["an overlong slash", bytes('"', [0xc0, 0xaf], '"')],
    ["an overlong NUL", bytes('"', [0xc0, 0x80], '"')],
    ["an overlong character of three bytes", bytes('"', [0xe0, 0x80, 0xaf], '"')],
    ["a surrogate as UTF-8", bytes('"', [0xed, 0xa0, 0x80], '"')],
    ["a code point above U+10FFFF", bytes('"', [0xf4, 0x90, 0x80, 0x80], '"')],
    ["ISO 8859-1", bytes('"', [0xe9], '"')],
    ["UTF-16 with a byte order mark", bytes([0xff, 0xfe], Buffer.from("{}", "utf16le").toJSON().data)],
  ])("refuses %s", (_, body) => {
    expect(() => decodeBytes(body)).toThrow(expect.objectContaining({ code: "invalid_utf8" }));
  });

  it.each<[title: string, body: Uint8Array]>([
    ["nothing", bytes()],
    ["white space alone", bytes("  ")],
    ["a byte order mark alone", bytes([0xef, 0xbb, 0xbf])],
    ["two byte order marks", bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], "{}")],
    ["UTF-16 without a byte order mark", bytes(Buffer.from("{}", "utf16le").toJSON().data)],
    ["a form", bytes("a=b&c=d")],
    ["two values", bytes("{}{}")],
    ["a comma too many", bytes("[1,]")],
    ["NaN", bytes("NaN")],
    ["a line feed in a string", bytes('"\n"')],
    ["NUL in a string", bytes('"', [0], '"')],
  ])("refuses %s", (_, body) => {
    expect(() => decodeBytes(body)).toThrow(expect.objectContaining({ code: "invalid_json" }));
  });

  it("says nothing of the body in its errors", () => {
    for (const body of [bytes("secret-4711"), bytes('{"secret-4711"'), bytes("secret-4711", [0xff])]) {
      let error: unknown;
      try {
        decodeBytes(body);
      } catch (reason) {
        error = reason;
      }
      expect(error).toMatchObject({ name: "CoexistenceError" });
      expect(`${(error as Error).stack}${String((error as Error).cause)}`).not.toContain("secret-4711");
    }
  });
});

describe("numbers that JavaScript cannot hold", () => {
  it.each([
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "123456789012345678901234567890",
    "1e400",
    "-1e400",
    "0.5e999",
  ])("%s keeps the sender's digits", (digits) => {
    expect(decodeText(digits)).toBe(digits);
    expect(decodeText(`{"a":[${digits} ,"x"]}`)).toEqual({ a: [digits, "x"] });
  });

  it.each(["9007199254740991", "1e20", "1.5", "0.1", "-0.0", "1e-400", "123456789.123"])("%s is a number", (text) => {
    expect(decodeText(`[1e400,${text}]`)).toEqual(["1e400", JSON.parse(text)]);
  });

  it("are not looked for in strings and keys", () => {
    expect(decodeText('{"9007199254740993":"\\"9007199254740993","a":9007199254740993}')).toEqual({
      "9007199254740993": '"9007199254740993',
      a: "9007199254740993",
    });
  });
});

describe("nesting", () => {
  it("is passed on down to 64 levels", () => {
    expect(decodeText(nested(64, "1"))).toEqual(JSON.parse(nested(64, "1")));
  });

  it.each([65, 66, 100, 5_000, 500_000])("of %i levels ends in text at the 65th", (depth) => {
    const decoded = decodeText(nested(depth, "1"));
    expect(depthOf(decoded)).toBe(64);
    expect(innermost(decoded)).toBe(nested(depth - 64, "1"));
  });

  it("of objects ends in text as well", () => {
    const decoded = decodeText(`${'{"a":'.repeat(66)}9007199254740993${"}".repeat(66)}`);
    expect(JSON.stringify(decoded)).toContain(JSON.stringify('{"a":{"a":9007199254740993}}'));
  });

  it("takes nothing of its neighbours along", () => {
    const [before, , bracket, , after] = decodeText(
      `[1e999,${nested(70)},"]",${nested(70)},{"a":9007199254740993}]`,
    ) as unknown[];
    expect([before, bracket, after]).toEqual(["1e999", "]", { a: "9007199254740993" }]);
  });
});

describe("keys that could change a prototype", () => {
  it.each<[title: string, text: string, value: unknown]>([
    ["__proto__", '{"__proto__":{"admin":true},"a":1}', { a: 1 }],
    ["__proto__ in escapes", '{"\\u005f_proto__":{"admin":true},"a":1}', { a: 1 }],
    ["__proto__ further down", '[{"a":{"__proto__":1,"b":2}}]', [{ a: { b: 2 } }]],
    ["__proto__ twice", '{"__proto__":1,"a":1,"__proto__":2}', { a: 1 }],
    ["constructor with a prototype", '{"constructor":{"prototype":{"admin":true}},"a":1}', { a: 1 }],
  ])("%s is left out", (_, text, value) => {
    const decoded = decodeText(text);
    expect(decoded).toEqual(value);
    expect(JSON.stringify(decoded)).toBe(JSON.stringify(value));
  });

  it.each<[title: string, text: string]>([
    ["constructor with a text", '{"constructor":"Smith & Sons"}'],
    ["constructor with other members", '{"constructor":{"name":"Smith"}}'],
    ["prototype alone", '{"prototype":{"a":1}}'],
    ["__proto__ as a value", '{"a":"__proto__"}'],
    ["names of Object.prototype", '{"toString":1,"hasOwnProperty":2,"valueOf":3}'],
  ])("%s stays", (_, text) => {
    expect(JSON.stringify(decodeText(text))).toBe(text);
  });

  it("leave the prototype of everything else alone", () => {
    const decoded = decodeText('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"a":{}}');
    Object.assign({}, decoded);
    expect("admin" in {}).toBe(false);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  });
});

describe("decodeText", () => {
  it("skips a byte order mark, as decodeBytes does", () => {
    expect(decodeText('\ufeff{"a":9007199254740993}')).toEqual({ a: "9007199254740993" });
  });

  it("skips one byte order mark only", () => {
    expect(() => decodeText("\ufeff\ufeff{}")).toThrow(expect.objectContaining({ code: "invalid_json" }));
  });

  it("lets the last of several equal keys win", () => {
    expect(decodeText('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(decodeText('{"a":9007199254740993,"a":{"b":1e999},"a":2}')).toEqual({ a: 2 });
  });
});

describe("decodeObject", () => {
  it("gives back the very same value where it is harmless", () => {
    const value = { a: [1, { b: "c" }] };
    expect(decodeObject(value)).toBe(value);
  });

  it.each<[title: string, value: unknown, expected: unknown]>([
    ["a large integer", { a: 2 ** 60 }, { a: String(2 ** 60) }],
    ["a large integer beside an absent member", { a: undefined, b: 2 ** 60 }, { b: String(2 ** 60) }],
    ["a large integer beside an absent item", [undefined, 2 ** 60], [null, String(2 ** 60)]],
    ["a bigint", { a: 12345678901234567890n }, { a: "12345678901234567890" }],
    ["an own __proto__", JSON.parse('{"__proto__":{"admin":true},"a":1}'), { a: 1 }],
  ])("gives %s the guarantees of decodeBytes", (_, value, expected) => {
    expect(decodeObject(value)).toStrictEqual(expected);
  });

  it("ends in text below 64 levels", () => {
    expect(depthOf(decodeObject(JSON.parse(nested(70))))).toBe(64);
  });

  it("ends in text however deep the value is", () => {
    expect(depthOf(decodeObject(JSON.parse(nested(100_000))))).toBe(64);
  });

  it("refuses a cycle", () => {
    const value: Record<string, unknown> = {};
    value["self"] = value;
    expect(() => decodeObject(value)).toThrow(expect.objectContaining({ code: "invalid_json" }));
  });

  it("leaves the value it was given as it was", () => {
    const value = JSON.parse('{"__proto__":1,"a":9007199254740993}');
    decodeObject(value);
    expect(Object.keys(value)).toEqual(["__proto__", "a"]);
  });
});

// Sizes at which anything quadratic, or recursive over the sender's data, would not come back.
describe("a body as large as it may be", () => {
  const size = 4 * 1024 * 1024;

  it.each<[title: string, text: string]>([
    ["a string", `[1e999,"${"a".repeat(size)}"]`],
    ["a string of escapes", `[1e999,"${"\\n".repeat(size / 2)}"]`],
    ["a string of escaped quotation marks", `[1e999,"${'\\"'.repeat(size / 2)}"]`],
    ["a string of escapes of twice the size", `[1e999,"${"\\n".repeat(size * 2)}"]`],
    ["an integer", `[${"9".repeat(size)}]`],
    ["a fraction", `[1e999,0.${"9".repeat(size)}]`],
    ["many integers", `[${"9007199254740993,".repeat(size / 18)}1]`],
    ["many containers", `[1e999${",[]".repeat(size / 3)}]`],
    ["brackets", nested(1_500_000)],
    ["objects in objects", `${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)}`],
    ["many deep containers", `[${`${nested(65)},`.repeat(20_000)}1]`],
    ["keys", `{${Array.from({ length: 200_000 }, (_, index) => `"k${index}":1e999`).join()}}`],
  ])("of %s is decoded", (_, text) => {
    expect(decodeBytes(Buffer.from(text))).toBeTypeOf("object");
  });

  it.each<[title: string, text: string]>([
    ["opening brackets", "[".repeat(1_500_000)],
    ["openings of objects", '{"a":'.repeat(500_000)],
    ["a string without an end", `"${"\\".repeat(size)}`],
    ["a number without an end", `${"9".repeat(size)}.`],
  ])("of nothing but %s is refused", (_, text) => {
    expect(() => decodeBytes(Buffer.from(text))).toThrow(expect.objectContaining({ code: "invalid_json" }));
  });
});
