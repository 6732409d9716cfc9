import { beforeAll, describe, expect, it } from "vitest";
import { type CodeBlock, findCodeBlocks } from "./code-block.ts";
import { runExample } from "./run.ts";
import { checkCommands } from "./shell-commands.ts";
import { typeCheck } from "./type-check.ts";

const blocks = findCodeBlocks();
const written = (...languages: string[]): CodeBlock[] => blocks.filter(({ language }) => languages.includes(language));
const programs = written("ts", "js");
const prose = ["text", "diff", "sql", "mermaid"];

describe("the examples of the documents and of the reference", () => {
  let diagnostics: ReadonlyMap<CodeBlock, readonly string[]>;
  beforeAll(() => {
    diagnostics = typeCheck(programs);
  });

  it.each(programs)("type-check, as at $place", (block) => {
    expect(diagnostics.get(block)).toEqual([]);
  });

  it.each(programs)("do what they say, as at $place", async (block) => {
    expect(await runExample(block)).toEqual([]);
  });

  it.each(written("sh"))("name commands that exist, as at $place", (block) => {
    expect(checkCommands(block)).toEqual([]);
  });

  it.each(written("json"))("are JSON where they say so, as at $place", ({ code }) => {
    expect(() => JSON.parse(code)).not.toThrow();
  });

  it("are written in a language that is checked, or that cannot be", () => {
    const checked = written("ts", "js", "sh", "json", ...prose);
    expect(blocks.filter((block) => !checked.includes(block)).map(({ place }) => place)).toEqual([]);
  });
});
