import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pages } from "../../scripts/tables/pages.ts";
import { constant } from "../../scripts/tables/reference/constant.ts";
import { membersOf, wordsOf } from "../../scripts/tables/reference/declarations.ts";
import { findErrorClasses } from "../../scripts/tables/reference/error-classes.ts";
import { referenceTables } from "../../scripts/tables/reference/reference-tables.ts";
import { withoutGaps } from "../../scripts/tables/reference/without-gaps.ts";
import { writeTables } from "../../scripts/tables/write-tables.ts";
import { isClientError } from "../../src/client/index.ts";
import { isCoexistenceError, PhoneNumberError } from "../../src/index.ts";
import { eventTypes } from "../../src/model/index.ts";

const read = (page: string): string => readFileSync(new URL(`../../${page}`, import.meta.url), "utf8");
const rowsOf = (table: string): string[] => table.split("\n").slice(2);
const firstCells = (table: string): (string | undefined)[] =>
  rowsOf(table).map((row) => /^\| `(.+?)` \|/.exec(row)?.[1]);
const make = (name: string): string => referenceTables[name]?.() ?? "";

describe.each(Object.entries(pages))("the page %s", (page, tables) => {
  const text = read(page);
  const names = Object.keys(tables);

  it("has the tables that the code makes; if not, npm run tables writes them", () => {
    expect(text).toBe(writeTables(text, tables));
  });

  it.each(names)("differs when the table %s is not the one of the code", (name) => {
    const end = `<!-- /${name} -->`;
    expect(writeTables(text.replace(end, `one more line\n${end}`), tables)).toBe(text);
  });

  it.each(names)("cannot be written without a marker of %s", (name) => {
    expect(() => writeTables(text.replace(`<!-- ${name} -->`, ""), tables)).toThrow(name);
    expect(() => writeTables(text.replace(`<!-- /${name} -->`, ""), tables)).toThrow(name);
    expect(() => writeTables(`${text}<!-- ${name} -->`, tables)).toThrow(name);
  });
});

describe("the tables of the reference", () => {
  it.each(Object.keys(referenceTables))("%s has rows, and all of them the same cells", (name) => {
    const rows = make(name).split("\n");
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
  });

  it("are not made where a cell would be empty", () => {
    const make = (cell: string) =>
      withoutGaps({ members: () => `| member | what |\n| --- | --- |\n| \`method\` | ${cell} |` });
    expect(make("GET")["members"]?.()).toContain("GET");
    expect(() => make("")["members"]?.()).toThrow(/The table members has an empty cell: .*method/);
  });

  it("have every event, each with its listener", () => {
    const rows = rowsOf(make("events"));
    expect(firstCells(make("events"))).toEqual(eventTypes);
    expect(rows.filter((row) => !/\| `on\w+` \|/.test(row))).toEqual([]);
  });

  it("have every code of an error, each with something to do", () => {
    const codes = wordsOf("errors/coexistence-error.ts", "CoexistenceErrorCode").map(({ name }) => name);
    expect(codes.length).toBeGreaterThan(30);
    expect(firstCells(make("error-codes"))).toEqual(codes);
    expect(rowsOf(make("error-codes")).filter((row) => /\|\s+\|/.test(row))).toEqual([]);
  });

  it("name for each code the class that has it", () => {
    expect(make("error-codes")).toContain("| `precondition_failed` | `PreconditionError` |");
    expect(make("error-codes")).toContain("| `invalid_input` | `InvalidInputError` |");
    expect(make("error-codes")).toContain("| `secret_missing` | `CoexistenceError` |");
  });

  it("have every class of errors that can be imported, and what it holds", () => {
    const names = findErrorClasses().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["ClientError", "PhoneNumberError", "SignupFailedError"]));
    expect(names).toHaveLength(new Set(names).size);
    const error = new PhoneNumberError("too_short");
    expect(make("error-classes")).toContain("| `PhoneNumberError` | `InvalidInputError` | `problem`:");
    expect([isCoexistenceError(error), isClientError(error), error.problem]).toEqual([true, false, "too_short"]);
  });
});

describe("what the tables are read from", () => {
  it("is a union with the comment of each word", () => {
    const [first] = wordsOf("model/events.ts", "UnknownReason");
    expect(first).toEqual({ name: "not_json", isOptional: false, meaning: "The body is not JSON, or not text." });
  });

  it("is an interface with the comment of each member", () => {
    const { meaning, members } = membersOf("model/customer.ts", "Customer");
    expect(meaning).toMatch(/^The person \(or other business\) a chat is with/);
    expect(members[1]).toEqual({ name: "userId", isOptional: true, meaning: "The business-scoped user id (BSUID)." });
  });

  it("is a constant, a default or a product", () => {
    expect(constant("receive/body.ts", "bodyLimit")).toBe(4 * 1024 * 1024);
    expect(constant("intake/memory-intake.ts", "remember")).toBe(100_000);
    expect(constant("signup/integrated/one-time-states.ts", "lifetime")).toBe(3_600_000);
  });

  it("cannot be a name that is not there, or has two values", () => {
    expect(() => constant("receive/body.ts", "noSuchLimit")).toThrow("noSuchLimit");
    expect(() => constant("verify/secrets.ts", "bodyLimit")).toThrow("bodyLimit");
    expect(() => wordsOf("model/events.ts", "NoSuchType")).toThrow("NoSuchType");
    expect(() => wordsOf("model/delivery.ts", "Transaction")).toThrow("no union");
  });
});
