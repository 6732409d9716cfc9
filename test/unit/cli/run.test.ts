import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/commands/index.ts";
import { run } from "../../../src/cli/run.ts";
import { fakeSurroundings } from "./surroundings.ts";

describe("run", () => {
  it.each([[[]], [["--help"]], [["-h"]]])("prints how to use the program for %j", async (args) => {
    const surroundings = fakeSurroundings();
    expect(await run(args, surroundings)).toBe(0);
    expect(surroundings.written.stdout).toMatch(/^Usage: whatsapp-coexistence COMMAND/);
  });

  it.each(commands)("names the command $name there", async ({ name, summary }) => {
    const surroundings = fakeSurroundings();
    await run(["--help"], surroundings);
    const lines = surroundings.written.stdout.split("\n").map((line) => line.trim().split(/ {2,}/));
    expect(lines).toContainEqual([name, summary]);
  });

  it.each(commands)("prints the help of $name", async ({ name, help }) => {
    const surroundings = fakeSurroundings();
    expect(await run([name, "--help"], surroundings)).toBe(0);
    expect(surroundings.written).toEqual({ stdout: help, stderr: "" });
  });

  it("takes --help behind -- for a file", async () => {
    const surroundings = fakeSurroundings();
    expect(await run(["inspect", "--", "--help"], surroundings)).toBe(1);
    expect(surroundings.written.stderr).toContain("--help: There is no such file.");
  });

  it("prints the version of the package", async () => {
    const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    const surroundings = fakeSurroundings();
    expect(await run(["--version"], surroundings)).toBe(0);
    expect(surroundings.written.stdout).toBe(`${manifest.version}\n`);
  });

  it("names the commands there are when it does not know one", async () => {
    const surroundings = fakeSurroundings();
    expect(await run(["inspekt", "a.json"], surroundings)).toBe(1);
    expect(surroundings.written).toEqual({
      stdout: "",
      stderr:
        'whatsapp-coexistence: There is no command "inspekt". The commands are: inspect, check, doctor, simulate, emulate.\nSee whatsapp-coexistence --help\n',
    });
  });

  it.each(["+4915112345678", "4915112345678", "0151 12345678"])(
    "does not repeat %s, which may be a number whose command was forgotten",
    async (name) => {
      const surroundings = fakeSurroundings();
      expect(await run([name, "--route", "meta"], surroundings)).toBe(1);
      expect(surroundings.written.stderr).toMatch(/^whatsapp-coexistence: There is no command of that name\. /);
      expect(surroundings.written.stderr).not.toMatch(/\d/);
    },
  );

  it("refuses an option it does not know", async () => {
    const surroundings = fakeSurroundings();
    expect(await run(["--json"], surroundings)).toBe(1);
    expect(surroundings.written.stderr).toContain('There is no option "--json".');
  });

  it.each(["--phone=+4915112345678", "-4915112345678"])(
    "repeats no number that is given for an option: %s",
    async (name) => {
      const surroundings = fakeSurroundings();
      expect(await run([name], surroundings)).toBe(1);
      expect(surroundings.written.stderr).not.toMatch(/\d/);
    },
  );

  it("points to the help of the command that was used wrongly", async () => {
    const surroundings = fakeSurroundings();
    expect(await run(["inspect"], surroundings)).toBe(1);
    expect(surroundings.written.stderr).toContain("See whatsapp-coexistence inspect --help\n");
  });

  it("shows control characters in arguments as escapes", async () => {
    const surroundings = fakeSurroundings();
    await run(["inspect", "--\u001b[2J"], surroundings);
    expect(surroundings.written.stderr).toContain("'--\\u001b[2J'");
  });
});
