import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  counter,
  identifier,
  openList,
  openListInAnyCase,
  optional,
  text,
  timestamp,
} from "../../../src/schemas/primitives.ts";

type Case = [title: string, schema: z.ZodType, value: unknown, expected: unknown];

const accepted: Case[] = [
  ["a text stays as it is", text, " a\u0000b ", " a\u0000b "],
  ["an empty text is a text where one is required", text, "", ""],
  ["an id stays a text", identifier, "12345678901234567890", "12345678901234567890"],
  ["an id with leading zeros keeps them", identifier, "007", "007"],
  ["an id that is a number becomes a text", identifier, 900_100, "900100"],
  ["an id that is a bigint keeps all its digits", identifier, 12345678901234567890n, "12345678901234567890"],
  ["a timestamp stays a text", timestamp, "1780000000", "1780000000"],
  ["a timestamp that is a number becomes a text", timestamp, 1_780_000_000, "1780000000"],
  ["a counter stays a number", counter, 42, 42],
  ["a counter that is quoted becomes a number", counter, "42", 42],
  ["a counter with spaces is read", counter, " 42 ", 42],
  ["a counter of zero is zero, and not absent", counter, "0", 0],
  ["a counter that is no number is absent", counter, "many", undefined],
  ["a counter that is blank is absent", counter, "  ", undefined],
  ["a counter beyond all numbers is absent", counter, "1e999", undefined],
  ["an open list takes a documented word", openList(["a", "b"]), "a", "a"],
  ["an open list takes any other word", openList(["a", "b"]), "c", "c"],
  ["a list in any case takes a word in its documented case", openListInAnyCase(["READ", "sent"]), "READ", "READ"],
  ["a list in any case takes a word in another case", openListInAnyCase(["READ", "sent"]), "Sent", "sent"],
  ["a list in any case leaves other words as they are", openListInAnyCase(["READ"]), "Queued", "Queued"],
  ["an optional text that is empty is absent", optional(text), "", undefined],
  ["an optional text that is null is absent", optional(text), null, undefined],
  ["an optional text that is blank is a text", optional(text), " ", " "],
  ["an optional id that is zero is there", optional(identifier), 0, "0"],
  ["an optional list that is null is absent", optional(z.array(text)), null, undefined],
  ["an optional list that is empty is a list", optional(z.array(text)), [], []],
];

test.each(accepted)("%s", (_, schema, value, expected) => {
  expect(schema.parse(value)).toEqual(expected);
});

const refused: Case[] = [
  ["a number is no text", text, 5, "expected string"],
  ["true is no id", identifier, true, "expected string"],
  ["an empty text is no id where one is required", identifier, "", "Too small"],
  ["a list is no timestamp", timestamp, [], "expected string"],
  ["true is no counter", counter, true, "expected number"],
  ["a list is no counter", counter, [1], "expected number"],
  ["a number is no word", openList(["a"]), 5, "expected string"],
  ["a number is no word in any case", openListInAnyCase(["a"]), 5, "expected string"],
  ["false is not an absent text", optional(text), false, "expected string"],
  ["zero is not an absent text", optional(text), 0, "expected string"],
];

test.each(refused)("%s", (_, schema, value, message) => {
  const result = schema.safeParse(value);
  expect(result.error?.issues.map((issue) => issue.message).join()).toContain(message);
});

describe("an optional member", () => {
  const schema = z.looseObject({ a: optional(text) });

  test("may be left out", () => {
    expect(schema.parse({ b: 1 })).toEqual({ b: 1 });
  });

  test.each(["", null])("that is %j is read as absent", (a) => {
    expect(schema.parse({ a }).a).toBeUndefined();
  });
});
