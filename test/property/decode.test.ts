import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteWhatParsingLoses } from "../../src/decode/careful.ts";
import { decodeBytes, decodeObject, decodeText } from "../../src/decode/decode.ts";
import { deepestNesting } from "../../src/decode/harmless.ts";

/** A JSON text, and the value it must come out as. */
interface Written {
  readonly text: string;
  readonly value: unknown;
}

const space = fc.array(fc.constantFrom(" ", "\t", "\n", "\r"), { maxLength: 2 }).map((parts) => parts.join(""));

// One character of a string, in any of the ways JSON has for it.
const character: fc.Arbitrary<Written> = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).map((value) => ({
    text: JSON.stringify(value).slice(1, -1),
    value,
  })),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => ({
    text: `\\u${unit.toString(16).padStart(4, "0")}`,
    value: String.fromCharCode(unit),
  })),
  fc.constantFrom(
    { text: "\\/", value: "/" },
    { text: "\\\\", value: "\\" },
    { text: '\\"', value: '"' },
    { text: "]}", value: "]}" },
    { text: "9007199254740993", value: "9007199254740993" },
  ),
);
const string: fc.Arbitrary<Written> = fc.array(character, { maxLength: 8 }).map((characters) => ({
  text: `"${characters.map(({ text }) => text).join("")}"`,
  value: characters.map(({ value }) => value).join(""),
}));

const number: fc.Arbitrary<Written> = fc
  .oneof(
    fc.maxSafeInteger().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom("e", "E+", "e-"), fc.nat(200))
      .map((parts) => parts.join("")),
  )
  .filter((text) => !/^-?\d{16,}$/.test(text) || Number.isSafeInteger(Number(text)))
  .map((text) => ({ text, value: JSON.parse(text) }));

const inexactNumber: fc.Arbitrary<Written> = fc
  .oneof(
    fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }).map(String),
    fc.bigInt({ min: -(10n ** 40n), max: -(2n ** 53n) }).map(String),
    fc.integer({ min: 400, max: 99_999 }).map((exponent) => `-1.5e${exponent}`),
  )
  .map((text) => ({ text, value: text }));

const riskyKey: fc.Arbitrary<Written> = fc
  .constantFrom("__proto__", "constructor", "prototype")
  .map((value) => ({ text: JSON.stringify(value), value }));

function objectOf(members: readonly (readonly [key: Written, member: Written])[]): Record<string, unknown> {
  const last = new Map(members.map(([key, member]) => [key.value as string, member.value]));
  last.delete("__proto__");
  const owner = last.get("constructor");
  if (typeof owner === "object" && owner !== null && Object.hasOwn(owner, "prototype")) last.delete("constructor");
  return Object.fromEntries(last);
}

/** JSON texts of any form, made of the given strings, numbers and keys. */
function json(scalars: fc.Arbitrary<Written>, keys: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
  const spaced = (written: fc.Arbitrary<Written>) =>
    fc.tuple(space, written, space).map(([before, { text, value }, after]) => ({ text: before + text + after, value }));
  const { value } = fc.letrec<{ value: Written }>((tie) => ({
    value: spaced(
      fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        scalars,
        fc.array(tie("value"), { maxLength: 4 }).map((items) => ({
          text: `[${items.map(({ text }) => text).join(",")}]`,
          value: items.map((item) => item.value),
        })),
        fc.array(fc.tuple(spaced(keys), tie("value")), { maxLength: 4 }).map((members) => ({
          text: `{${members.map(([key, member]) => `${key.text}:${member.text}`).join(",")}}`,
          value: objectOf(members),
        })),
      ),
    ),
  }));
  return value;
}

const literal = fc.constantFrom<Written>(
  { text: "true", value: true },
  { text: "false", value: false },
  { text: "null", value: null },
);
const plain = fc.oneof(string, number, literal);
const exactJson = json(plain, string);
const anyJson = json(
  fc.oneof(plain, inexactNumber),
  fc.oneof({ weight: 4, arbitrary: string }, { weight: 1, arbitrary: riskyKey }),
);

const runs = { numRuns: 2_000 };

describe("decoding", () => {
  it("gives what JSON.parse gives, where JavaScript can hold it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/__proto__|constructor|\d{16}/.test(text));
        expect(decodeBytes(new TextEncoder().encode(text))).toEqual(JSON.parse(text));
      }),
      runs,
    );
  });

  it("reads white space, escapes and repeated keys as JSON.parse does", () => {
    fc.assert(
      fc.property(exactJson, ({ text }) => {
        expect(decodeText(text)).toEqual(JSON.parse(text));
      }),
      runs,
    );
  });

  it("keeps the digits of every number that JavaScript cannot hold, and leaves risky keys out", () => {
    fc.assert(
      fc.property(anyJson, ({ text, value }) => {
        expect(decodeText(text)).toEqual(value);
      }),
      runs,
    );
  });

  it("gives a parsed value the form that its text would have", () => {
    fc.assert(
      fc.property(anyJson, ({ text }) => {
        const parsed = JSON.parse(text);
        expect(decodeObject(parsed)).toEqual(decodeText(JSON.stringify(parsed)));
      }),
      runs,
    );
  });

  it("cuts what is nested too deeply, and keeps its text", () => {
    const wrappers = fc.array(fc.constantFrom<[string, string]>(["[", "]"], ['{"a":', "}"]), { maxLength: 150 });
    fc.assert(
      fc.property(wrappers, (around) => {
        const opened = around.map(([open]) => open).join("");
        const closed = around
          .map(([, close]) => close)
          .reverse()
          .join("");
        let value = decodeText(`${opened}1${closed}`);
        for (const [open] of around.slice(0, deepestNesting))
          value = open === "[" ? (value as [unknown])[0] : (value as { a: unknown }).a;
        if (around.length > deepestNesting) value = JSON.parse(value as string);
        for (const [open] of around.slice(deepestNesting))
          value = open === "[" ? (value as [unknown])[0] : (value as { a: unknown }).a;
        expect(value).toBe(1);
      }),
      runs,
    );
  });

  it("throws nothing but its own errors, whatever arrives", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 64 }),
          fc.string().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          try {
            decodeBytes(bytes);
          } catch (error) {
            expect(error).toMatchObject({
              name: "CoexistenceError",
              code: expect.stringMatching(/^invalid_(utf8|json)$/),
            });
          }
        },
      ),
      runs,
    );
  });
});

describe("the careful way", () => {
  it("changes nothing in a text that loses nothing", () => {
    fc.assert(
      fc.property(exactJson, ({ text }) => {
        expect(quoteWhatParsingLoses(text)).toBe(text);
      }),
      runs,
    );
  });

  it("leaves JSON behind", () => {
    fc.assert(
      fc.property(anyJson, ({ text }) => {
        expect(() => JSON.parse(quoteWhatParsingLoses(text))).not.toThrow();
      }),
      runs,
    );
  });
});
