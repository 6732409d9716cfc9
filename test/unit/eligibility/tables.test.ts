import { describe, expect, it } from "vitest";
import { eligibilityTables as tables } from "../../../scripts/tables/eligibility/eligibility-tables.ts";
import { namedSources } from "../../../scripts/tables/eligibility/source-link.ts";
import { englishBriefing, ownerBriefing } from "../../../src/eligibility/briefing/index.ts";
import { featureChanges } from "../../../src/eligibility/changes/index.ts";
import { defaultEligibilityPolicy, type EligibilityRequirement } from "../../../src/eligibility/index.ts";
import { requirements } from "../../../src/eligibility/requirements/requirements.ts";

const rowsOf = (table: string): string[] => table.split("\n").slice(2);
const make = (name: string): string => tables[name]?.() ?? "";
const names = Object.keys(tables);

describe("the page on eligibility", () => {
  it("has an address for each link in its tables, and each page has a name of its own", () => {
    const cells = names.map(make).join("\n");
    const linked = new Set([...cells.matchAll(/\[([^\]]+)\](?!:)/g)].map(([, name]) => name));
    const defined = [...cells.matchAll(/^\[([^\]]+)\]: https:\/\/\S+$/gm)].map(([, name]) => name);
    expect(linked.size).toBeGreaterThan(5);
    expect([...linked].sort()).toEqual([...defined].sort());
    expect(new Set(namedSources.map(({ name }) => name)).size).toBe(namedSources.length);
  });

  it.each(names.filter((name) => name !== "briefing"))("has a table %s whose rows all have the same cells", (name) => {
    const rows = make(name).split("\n\n")[0]?.split("\n") ?? [];
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
  });
});

describe("the tables", () => {
  it("have every feature", () => {
    const titles = rowsOf(make("features")).map((row) => row.split(" | ")[0]?.slice("| ".length));
    expect(titles).toEqual(featureChanges.map(({ title }) => title));
  });

  it("have every requirement", () => {
    const found = rowsOf(make("requirements")).map((row) => /`(\w+)`/.exec(row)?.[1] as EligibilityRequirement);
    expect(found.sort()).toEqual(Object.keys(requirements).sort());
  });

  it("have every name of the lists of countries in one row, and every code once", () => {
    const { unsupportedCountries } = defaultEligibilityPolicy;
    const all = [...unsupportedCountries.meta, ...unsupportedCountries["360dialog"]];
    const rows = rowsOf(make("countries"));
    const rowsFor = (word: string): string[] => rows.filter((row) => row.includes(word));
    expect([...new Set(all.map(({ listedAs }) => listedAs))].filter((name) => rowsFor(name).length !== 1)).toEqual([]);
    const codes = rows.flatMap((row) => row.split(" | ")[1]?.split(" ") ?? []);
    expect(codes.sort()).toEqual([...new Set(all.map(({ region }) => region))].sort());
  });

  it("give the days of a country on both routes", () => {
    expect(make("countries")).toContain(
      "| Nigeria | NG | from 2025-02-11 until 2026-04-15 | on the list, without a date |",
    );
  });

  it("number the briefing of both routes, and say what only one of them has", () => {
    const lines = make("briefing").split("\n");
    const texts = Object.keys(englishBriefing).map(
      (topic) => [...ownerBriefing("meta"), ...ownerBriefing("360dialog")].find((item) => item.topic === topic)?.text,
    );
    expect(lines.map((line, index) => line.startsWith(`${index + 1}. `) && line.includes(texts[index] ?? "?"))).toEqual(
      texts.map(() => true),
    );
    expect(lines.filter((line) => line.includes("**360dialog only:**"))).toHaveLength(3);
    expect(lines.filter((line) => line.includes("**Meta only:**"))).toHaveLength(1);
  });
});
