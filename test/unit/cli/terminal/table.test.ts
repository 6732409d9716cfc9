import { describe, expect, it } from "vitest";
import { type Row, renderTable, type Table, tableWidth } from "../../../../src/cli/terminal/table.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";

const columns = [{ title: "EVENT" }, { title: "CUSTOMER", flexible: true }, { title: "WHEN" }];

const plain = (_: unknown, text: string): string => text;

function cells(...texts: string[]): Row {
  return { cells: texts.map((text) => ({ text })) };
}

function render(rows: Row[], width?: number): string[] {
  return renderTable({ columns, rows }, width, plain);
}

describe("renderTable", () => {
  it("lines the columns up below their titles", () => {
    expect(render([cells("message", "Ada", "today"), cells("echo", "Bartholomew", "now")])).toEqual([
      "EVENT    CUSTOMER     WHEN",
      "message  Ada          today",
      "echo     Bartholomew  now",
    ]);
  });

  it("lines the columns up beside wide characters", () => {
    expect(render([cells("echo", "日本語テスト", "now"), cells("echo", "👩‍👩‍👧", "now")])).toEqual([
      "EVENT  CUSTOMER      WHEN",
      "echo   日本語テスト  now",
      "echo   👩‍👩‍👧            now",
    ]);
  });

  it("leaves out a column with nothing in it", () => {
    expect(render([cells("account", "", "now")])).toEqual(["EVENT    WHEN", "account  now"]);
  });

  it("lets a note go over all the columns behind the first", () => {
    const note: Row = { lead: { text: "history" }, note: { text: "phase 0, chunk 1, progress 50 %" } };
    expect(render([note, cells("", "Ada", "now")])).toEqual([
      "EVENT    CUSTOMER  WHEN",
      "history  phase 0, chunk 1, progress 50 %",
      "         Ada       now",
    ]);
  });

  it("prints no titles above notes alone", () => {
    expect(render([{ lead: { text: "malformed" }, note: { text: "entry[0]" } }])).toEqual(["malformed  entry[0]"]);
  });

  it("breaks the texts of a flexible column in a narrow terminal", () => {
    expect(render([cells("message", "15550002222 Ada Example", "now")], 30)).toEqual([
      "EVENT    CUSTOMER         WHEN",
      "message  15550002222 Ada  now",
      "         Example",
    ]);
  });

  it("breaks a note in a narrow terminal", () => {
    const note: Row = { lead: { text: "history" }, note: { text: "phase 0, chunk 1, progress 50 %" } };
    expect(render([note], 30)).toEqual(["history  phase 0, chunk 1,", "         progress 50 %"]);
  });

  it.each([40, 60, 80])("stays within %i columns", (width) => {
    const rows = [cells("message", "US.13490000000000000001 日本語テスト 👩‍👩‍👧 and a very long name indeed", "now")];
    expect(Math.max(...render(rows, width).map(textWidth))).toBeLessThanOrEqual(width);
  });

  it("breaks nothing where the width is not known", () => {
    expect(render([cells("message", "x".repeat(150), "now")])).toHaveLength(2);
  });

  it("cuts what would fill the screen", () => {
    expect(render([cells("message", "x".repeat(5000), "now")])[1]?.length).toBeLessThan(200);
  });

  it("cuts no sentence, and breaks it between its words", () => {
    const text = `${"word ".repeat(50)}2.24.17.78`;
    expect(renderTable({ columns, rows: [{ cells: [{ text, kind: "prose" }] }] }, undefined, plain)[1]).toBe(text);
    const row: Row = { cells: [{ text: "echo" }, { text: "version 2.24.17.78", kind: "prose" }] };
    expect(renderTable({ columns, rows: [row] }, 22, plain).slice(1)).toEqual(["echo   version", "       2.24.17.78"]);
  });

  it("lets a row go across all columns", () => {
    const row: Row = { across: { text: "These are all echoes" } };
    expect(render([row, cells("echo", "Ada", "now")], 18)).toEqual([
      "EVENT  CUSTOMER  WHEN",
      "These are all",
      "echoes",
      "echo   Ada       now",
    ]);
  });

  it("shows control characters in any cell as escapes", () => {
    const hostile = "\u001b[2J\n";
    const lines = render([cells(hostile, hostile, hostile), { lead: { text: hostile }, note: { text: hostile } }]);
    expect(lines.join("")).toMatch(/^[ -~]*$/);
  });

  it("paints texts, not the space between them", () => {
    const row: Row = { cells: [{ text: "echo", tone: "strong" }, { text: "Ada", tone: "bad" }, { text: "now" }] };
    const lines = renderTable({ columns, rows: [row] }, undefined, (tone, text) => (tone ? `<${text}>` : text));
    expect(lines[1]).toBe("<echo>   <Ada>       now");
  });
});

describe("tableWidth", () => {
  it("is the width of the widest line of cells", () => {
    const table: Table = { columns, rows: [cells("message", "Ada Example", "today"), cells("echo", "Ada", "now")] };
    expect(tableWidth(table)).toBe("message  Ada Example  today".length);
  });
});
