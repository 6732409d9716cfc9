import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Dispatcher } from "../../src/index.ts";
import { eventTypes } from "../../src/model/index.ts";

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const readme = file("README.md");
const cells = (row: string): string[] => row.split("|").map((cell) => cell.trim());
const words = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");

describe("the table of events", () => {
  const rows = readme
    .slice(readme.indexOf("<!-- events -->"), readme.indexOf("<!-- /events -->"))
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .slice(1)
    .map(cells);

  it("has every event, in the order of the model", () => {
    expect(rows.map(([, type]) => words(type ?? "")[0])).toEqual(eventTypes);
  });

  it("names the listener that gets the event", () => {
    const dispatcher = new Dispatcher();
    const names = rows.map(([, , listener]) => words(listener ?? "")[0]);
    expect(names.filter((name) => typeof Reflect.get(dispatcher, name ?? "") !== "function")).toEqual([]);
    expect(new Set(names).size).toBe(eventTypes.length);
  });
});

describe("the table of errors", () => {
  it("has every code", () => {
    const section = readme.slice(readme.indexOf("| `code` |"), readme.indexOf("## Use a step alone"));
    const listed = section
      .split("\n")
      .slice(2)
      .flatMap((row) => words(cells(row)[1] ?? ""));
    const source = file("src/errors/coexistence-error.ts");
    const union = source.slice(source.indexOf("CoexistenceErrorCode ="), source.indexOf("const brand"));
    const codes = [...union.matchAll(/\| "(\w+)"/g)].map(([, code]) => code);
    expect([...listed].sort()).toEqual([...codes].sort());
  });
});
