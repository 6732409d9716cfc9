import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checks } from "../../src/cli/doctor/checks.ts";

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const guide = file("docs/guide/command-line.md");
const rows = guide
  .slice(guide.indexOf("<!-- checks -->"), guide.indexOf("<!-- /checks -->"))
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((row) => row.split("|").slice(1, -1))
  .map(([name = "", meta = "", dialog360 = "", text = ""]) => ({
    name: name.replaceAll("`", "").trim(),
    ...{ meta: meta.trim(), "360dialog": dialog360.trim(), text: text.trim() },
  }));

describe("the guide to doctor", () => {
  it("has every check, in the order in which they are reported", () => {
    const source = file("src/client/diagnosis/finding.ts");
    const union = source.slice(
      source.indexOf("export type DiagnosisCheck ="),
      source.indexOf('| "history_requested";'),
    );
    const declared = [...union.matchAll(/\| "(\w+)"/g)].map(([, name]) => name);
    expect(declared.length).toBeGreaterThan(25);
    expect(rows.map(({ name }) => name)).toEqual([...declared, "history_requested"]);
    expect(rows.filter(({ text }) => text === "")).toEqual([]);
  });

  it.each(["meta", "360dialog"] as const)("says which checks there are on the route %s", (route) => {
    expect(rows.filter((row) => row[route] === "yes").map(({ name }) => name)).toEqual(checks[route]);
  });
});
