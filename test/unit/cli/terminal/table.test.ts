import { describe, expect, it } from "vitest";
import { type Row, renderTable, type Table, tableWidth } from "../../../../src/cli/terminal/table.ts";
import { textWidth } from "../../../../src/cli/terminal/text-width.ts";

const columns = [{ title: "EVENT" }, { title: "CUSTOMER", flexible: true }, { title: "WHEN" }];

function cells(...texts: string[]): Row {
  return { cells: texts.map((text) => ({ text })) };
}

function render(rows: Row[], width?: number): string[] {
  return renderTable({ columns, rows }, width, (_, text) => text);
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
