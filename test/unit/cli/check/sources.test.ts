import { describe, expect, it } from "vitest";
import { Sources } from "../../../../src/cli/check/sources.ts";
import type { Sourced } from "../../../../src/eligibility/index.ts";

const plain = (_: unknown, text: string) => text;
const page: Sourced = { source: "https://example.com/a", asOf: "2026-09", evidence: "documented" };

function render(sources: readonly Sourced[], width = 100): string[] {
  const list = new Sources();
  for (const source of sources) list.numberOf(source);
  return list.render(width, plain);
}

describe("the sources of a report", () => {
  it("have numbers in the order in which they are named", () => {
    const sources = new Sources();
    const other = { ...page, source: "https://example.com/b" };
    expect([page, other, page, other].map((source) => sources.numberOf(source))).toEqual([1, 2, 1, 2]);
  });

  it("are listed once, with their dates and how well they are known", () => {
    const lines = render([
      page,
      { ...page },
      { ...page, asOf: "2026-08" },
      { ...page, evidence: "third_party" },
      { ...page, evidence: "unverified" },
    ]);
    expect(lines).toEqual([
      "",
      "Sources",
      "[1] 2026-09 https://example.com/a",
      "[2] 2026-08 https://example.com/a",
      "[3] 2026-09 https://example.com/a (from reports)",
      "[4] 2026-09 https://example.com/a (concluded)",
    ]);
  });

  it("have their address behind their words, once, where it is another", () => {
    const inWords = { ...page, source: "a report about a page", evidence: "third_party" } as const;
    const url = "https://example.com/b";
    expect(render([{ ...page, url: page.source }, inWords, { ...inWords, url }, { ...inWords, url }]).slice(2)).toEqual(
      [
        "[1] 2026-09 https://example.com/a",
        "[2] 2026-09 a report about a page (from reports)",
        "[3] 2026-09 a report about a page, https://example.com/b (from reports)",
      ],
    );
  });

  it("are broken between words, never inside an address", () => {
    const address = `https://example.com/${"long/".repeat(10)}page`;
    expect(render([{ ...page, source: "A list of changes to a page", url: address }], 30).slice(2)).toEqual([
      "[1] 2026-09 A list of changes",
      "    to a page,",
      `    ${address}`,
    ]);
  });

  it("are no section where there is none", () => {
    expect(render([])).toEqual([]);
  });
});
