import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../src/client/index.ts";
import {
  requireId,
  requireMetaId,
  requireObject,
  requireOneOf,
  requireText,
  requireToken,
} from "../../../src/client/input.ts";

function problemOf(read: () => unknown): InvalidInputError {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({ name: "InvalidInputError", code: "invalid_input", field: "field" });
    return error as InvalidInputError;
  }
  throw new Error("It was accepted.");
}

describe("an id of Meta's", () => {
  it.each(["1", "200000000000002", "0".repeat(32), "12345678901234567890123456789012"])("%s is one", (value) => {
    expect(requireMetaId("field", value)).toBe(value);
  });

  it.each([200000000000002, 1, 10n ** 20n, Number.NaN])("%s is a number, which ids are too long for", (value) => {
    expect(problemOf(() => requireMetaId("field", value)).message).toBe(
      "field is a number. Keep ids as text: many are longer than a number can hold.",
    );
  });

  it.each([undefined, null, ""])("%j is missing", (value) => {
    expect(problemOf(() => requireMetaId("field", value)).message).toBe("field is missing.");
  });

  it.each([
    "+15550001111",
    "1555 000 1111",
    " 200000000000002",
    "200000000000002\n",
    "2e14",
    "-1",
    "1.0",
    "0x1",
    "١٢٣",
    "me",
    "..",
    "1/2",
    "1?fields=x",
    "1%2f2",
    "1".repeat(33),
    {},
    [],
    ["200000000000002"],
    true,
  ])("%j is none", (value) => {
    expect(problemOf(() => requireMetaId("field", value)).message).toBe(
      "field is no id: digits only, not a phone number with its +.",
    );
  });
});

describe("an id of another form", () => {
  it.each(["AbCdEfPA", "a", "300000000000003", "a-b_c", "x".repeat(128)])("%s is one", (value) => {
    expect(requireId("field", value)).toBe(value);
  });

  it.each([
    ...["", " ", ".", "..", "a.b", "a/b", "a\\b", "a?b", "a#b", "a b", "a\n", "%2e%2e", "é", "x".repeat(129)],
    ...[undefined, null, 7, {}, ["AbCdEfPA"]],
  ])("%j is none", (value) => {
    expect(problemOf(() => requireId("field", value)).message).toBe("field is no id: letters, digits, - and _ only.");
  });
});

describe("a token", () => {
  it.each([
    ["EAAG-an-invented-token", "EAAG-an-invented-token"],
    ["  from-a-file\r\n", "from-a-file"],
    ["\ufefffrom-a-file-with-a-mark", "from-a-file-with-a-mark"],
    ["600000000000006|0f1e2d3c", "600000000000006|0f1e2d3c"],
    ["!~", "!~"],
  ])("%j is one", (value, expected) => {
    expect(requireToken("field", value)).toBe(expected);
  });

  it.each([undefined, null, "", "   ", "\r\n", "\t", 7, {}, [], ["token"], true])("%j is missing", (value) => {
    expect(problemOf(() => requireToken("field", value)).message).toBe("field is missing or blank.");
  });

  it.each([
    "canary token",
    "canary\ntoken",
    "canary\r\nx-admin: 1",
    "canary\u0000token",
    "canary\u007ftoken",
    "canary-é",
    "canary\u2028token",
  ])("%j is none, and appears nowhere", (value) => {
    const problem = problemOf(() => requireToken("field", value));
    expect(problem.message).toBe("field holds white space or characters beyond ASCII.");
    for (const shown of [inspect(problem, { depth: null, showHidden: true }), problem.stack, JSON.stringify(problem)]) {
      expect(shown).not.toContain("canary");
    }
  });
});

describe("a text", () => {
  it.each(["a", " with spaces ", "ü", "two\nlines"])("%j is one, as it is", (value) => {
    expect(requireText("field", value)).toBe(value);
  });

  it.each([undefined, null, "", "  ", "\n", 7, {}, []])("%j is none", (value) => {
    expect(problemOf(() => requireText("field", value)).message).toBe("field is missing or blank.");
  });
});

describe("a word", () => {
  const words = ["contacts", "history"] as const;

  it.each(words)("%s is one of them", (word) => {
    expect(requireOneOf("field", words, word)).toBe(word);
  });

  it.each(["History", "history ", "", "toString", undefined, null, 0, ["history"]])("%j is none of them", (value) => {
    expect(problemOf(() => requireOneOf("field", words, value)).message).toBe(
      'field is none of "contacts", "history".',
    );
  });
});

describe("an argument that groups others", () => {
  it("is handed back", () => {
    const value = { a: 1 };
    expect(requireObject("field", value)).toBe(value);
  });

  it.each([undefined, null, "text", 7, [], () => undefined])("is none as %j", (value) => {
    expect(problemOf(() => requireObject("field", value as object)).message).toBe("field is no object.");
  });
});
