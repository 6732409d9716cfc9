import { readdirSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findDocuments } from "./code-block.ts";
import { root } from "./entry-points.ts";
import { checkLink, findAnchors, findLinks, type Repository } from "./links.ts";

const read = (file: string): string => readFileSync(resolve(root, file), "utf8");

// What git ignores is on this machine only, such as the reference that `npm run docs` makes: no document may lead there.
const ignored = [".git/", ...read(".gitignore").split("\n")];

function findFiles(folder = ""): string[] {
  return readdirSync(resolve(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (ignored.includes(`${path}/`) || ignored.includes(`${entry.name}/`)) return [];
    return entry.isDirectory() ? findFiles(path) : [path];
  });
}

describe("the links of the documents", () => {
  const documents = [...findDocuments(), "CHANGELOG.md"];
  const repository: Repository = { files: new Set(findFiles()), read };

  it.each(documents)("lead from %s to files and headings that are there", (document) => {
    const problems = findLinks(document, read(document)).map((link) => ({
      ...link,
      problem: checkLink(link, repository),
    }));
    expect(problems.filter(({ problem }) => problem !== undefined)).toEqual([]);
  });

  it("are found at all", () => {
    expect(findLinks("README.md", read("README.md")).length).toBeGreaterThan(50);
  });
});

describe("a link of a document", () => {
  const texts: Record<string, string> = {
    "README.md": "# Here\n\n## Why 413, 415?\n\n## The `sync` of [a number](x.md)\n\n```sh\n# No heading\n```\n",
    "docs/guide/one.md": "# One\n\n## Again\n\n## Again\n",
    "docs/picture.png": "",
  };
  const repository: Repository = { files: new Set(Object.keys(texts)), read: (file) => texts[file] ?? "" };
  const check = (markdown: string) =>
    findLinks("docs/guide/one.md", markdown).map((link) => checkLink(link, repository));

  it.each([
    "[a file](../../README.md)",
    "[a folder](../guide)",
    "[a folder](../guide/)",
    "![a picture](../picture.png)",
    '<source srcset="../picture.png">',
    "[a heading](../../README.md#here)",
    "[a heading with marks](../../README.md#why-413-415)",
    "[a heading with code and a link](../../README.md#the-sync-of-a-number)",
    "[a heading of its own](#again)",
    "[the second of two](#again-1)",
    "[two\nlines](one.md)",
    "[`code`](one.md)",
    '[with a title](one.md "One")',
    "[name]: one.md",
  ])("is well as %s", (markdown) => {
    expect(check(markdown)).toEqual([undefined]);
  });

  it.each([
    ["[a file](../README.md)", "docs/README.md is not in the repository"],
    ["[another case](One.md)", "docs/guide/One.md is not in the repository"],
    ["![a picture](picture.png)", "docs/guide/picture.png is not in the repository"],
    ['<img src="../nothing.png">', "docs/nothing.png is not in the repository"],
    ["[`code`](nothing.md)", "docs/guide/nothing.md is not in the repository"],
    ["[![a picture](../picture.png)](nothing.md)", "docs/guide/nothing.md is not in the repository"],
    ["[name]: nothing.md", "docs/guide/nothing.md is not in the repository"],
    ["[a file outside](../../../README.md)", "../README.md is not in the repository"],
    ["[a heading](../../README.md#there)", "README.md has no heading #there"],
    ["[a comment in code](../../README.md#no-heading)", "README.md has no heading #no-heading"],
    ["[a heading of its own](#once-more)", "docs/guide/one.md has no heading #once-more"],
    ["[a third of two](#again-2)", "docs/guide/one.md has no heading #again-2"],
    ["[a line](../picture.png#L1)", "docs/picture.png has no headings"],
  ])("is broken as %s", (markdown, problem) => {
    expect(check(markdown)).toContain(problem);
  });

  it.each([
    "[another site](https://example.com/nothing.md)",
    "[a letter](mailto:somebody@example.com)",
    "`[in code](nothing.md)`",
    "```text\n[in a block](nothing.md)\n```",
    "~ [a list] (of words)",
  ])("is none in %s", (markdown) => {
    expect(findLinks("README.md", markdown)).toEqual([]);
  });

  it("has the line it stands on", () => {
    const markdown = "# One\n\n```sh\nls\n```\n\nText, and [a link](one.md).\n";
    expect(findLinks("README.md", markdown)).toEqual([
      { place: "README.md:7", document: "README.md", target: "one.md" },
    ]);
  });

  it("keeps letters of any language in its anchor", () => {
    expect([...findAnchors("# Größe & Maß: 2 – 3\n## snake_case\n")]).toEqual(["größe--maß-2--3", "snake_case"]);
  });
});
