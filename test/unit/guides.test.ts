import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const digits = (text: string | undefined): string => (text ?? "").replaceAll(/\D/g, "");

/** The rows of the table between two markers of a guide, without its head. */
function rowsOf(guide: string, marker: string): string[][] {
  const text = file(`docs/guide/${guide}`);
  const table = text.slice(text.indexOf(`<!-- ${marker} -->`), text.indexOf(`<!-- /${marker} -->`));
  const rows = table.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const named = (rows: readonly string[][]): string[] => rows.map(([name = ""]) => name.replaceAll("`", ""));

/** The words of a union of texts, in the order in which the source lists them. */
function wordsOf(source: string, type: string): string[] {
  const text = file(source);
  const start = text.indexOf(`export type ${type} =`);
  return [...text.slice(start, text.indexOf(";\n", start)).matchAll(/\| "(\w+)"/g)].map(([, word]) => word ?? "");
}

describe("the guide to going durable", () => {
  const rows = rowsOf("durable.md", "options");
  const source = file("src/sqlite/sqlite-intake.ts");
  const declared = source.slice(source.indexOf("interface SqliteIntakeOptions"), source.indexOf("const defaults"));
  const defaults = source.slice(
    source.indexOf("const defaults"),
    source.indexOf("};", source.indexOf("const defaults")),
  );

  it("has every option of sqliteIntake", () => {
    const options = [...declared.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
    expect(options.length).toBeGreaterThan(5);
    expect(named(rows)).toEqual(options);
  });

  it("has the defaults of the source", () => {
    const expected = [...defaults.matchAll(/^ {2}(\w+): ([\d_]+),/gm)].map(([, name, value]) => [name, digits(value)]);
    expect(rows.map(([name = "", value]) => [name.replaceAll("`", ""), digits(value)])).toEqual(expected);
  });
});

describe("the guide to the synchronization", () => {
  const source = "src/synchronization/synchronization.ts";

  it("has every status", () => {
    expect(named(rowsOf("synchronization.md", "statuses"))).toEqual(wordsOf(source, "SynchronizationStatus"));
  });

  it("says what to do about every cause of a stall", () => {
    const rows = rowsOf("synchronization.md", "causes");
    expect(named(rows)).toEqual(wordsOf(source, "StallCause"));
    expect(rows.filter(([, advice = ""]) => advice === "")).toEqual([]);
  });
});
