import { describe, expect, it } from "vitest";
import { inspect, readArguments } from "../../../../src/cli/commands/inspect.ts";

describe("the arguments of inspect", () => {
  it.each([
    [["a.json"], { files: ["a.json"], json: false, all: false }],
    [["--json", "a.json", "b.json"], { files: ["a.json", "b.json"], json: true, all: false }],
    [["a.json", "--all"], { files: ["a.json"], json: false, all: true }],
    [["-"], { files: ["-"], json: false, all: false }],
    [["--", "--json"], { files: ["--json"], json: false, all: false }],
  ])("of %j are understood", (args, options) => {
    expect(readArguments(args)).toEqual(options);
  });

  it.each([
    [[], "Name at least one file, or - for standard input."],
    [["--json"], "Name at least one file, or - for standard input."],
    [["-", "-"], "Standard input can be read only once."],
    [["--jsn", "a.json"], "Unknown option '--jsn'."],
    [["--json=yes", "a.json"], "Option '--json' does not take an argument."],
  ])("of %j are refused with what is wrong", (args, message) => {
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ name: "UsageError", message }));
  });

  it.each(["--json", "--all", "--help"])("include %s in the help text", (option) => {
    expect(inspect.help).toContain(`  ${option} `);
  });
});
