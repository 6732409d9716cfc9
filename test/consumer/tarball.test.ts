import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";

const folder = join(inject("bareProject"), "node_modules/whatsapp-coexistence");
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
const read = (file: string): string => readFileSync(join(folder, file), "utf8");
const documents = ["CHANGELOG.md", "LICENSE", "README.md", "THIRD_PARTY_NOTICES.md", "package.json"];
const manifest = JSON.parse(read("package.json"));

/** Every path below a member of the manifest, with the conditions that lead to it. */
function paths(value: unknown, way: string[] = []): [string, string][] {
  if (typeof value === "string") return [[way.join(" "), value]];
  return Object.entries(value ?? {}).flatMap(([key, below]) => paths(below, [...way, key]));
}

describe("the packed package", () => {
  it("has what a reader looks for first", () => {
    expect(files).toEqual(expect.arrayContaining(documents));
  });

  it("has the built files and nothing else", () => {
    const others = files.filter((file) => !/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts|js\.map)$/.test(file));
    expect(others.sort()).toEqual(documents);
  });

  it.each([
    ...paths(manifest.exports, ["exports"]),
    ...paths(manifest.typesVersions, ["typesVersions"]),
    ...paths(manifest.bin, ["bin"]),
    ...["main", "module", "types"].map((name): [string, string] => [name, manifest[name]]),
  ])("has the file of %s", (_, path) => {
    expect(existsSync(join(folder, path))).toBe(true);
  });

  it("has declarations of their own for import and for require at every entry point", () => {
    const { "./package.json": _, ...entryPoints } = manifest.exports;
    const declarations = Object.values(entryPoints as Record<string, { [way: string]: { types: string } }>).map(
      (ways) => Object.values(ways).map(({ types }) => types.replace(/^.*?\.d/, "d")),
    );
    expect(new Set(declarations.map((pair) => pair.join()))).toEqual(new Set(["d.ts,d.cts"]));
  });

  it("names no path that only exists where it was built", () => {
    expect(files.filter((file) => read(file).includes(process.cwd()))).toEqual([]);
  });

  it.each([".js", ".cjs"])(
    "defines every class once in its %s files, so that instanceof holds everywhere",
    (ending) => {
      const code = files
        .filter((file) => file.endsWith(ending))
        .map(read)
        .join("\n");
      const classes = [...code.matchAll(/^(?:var (\w+) = (?:\(_class\d* = )?class\b|class (\w+))/gm)].map(
        ([, assigned, declared]) => assigned ?? declared,
      );
      expect(classes).toContain("CoexistenceError");
      expect(classes).toContain("Coexistence");
      expect(classes.filter((name, index) => classes.indexOf(name) !== index)).toEqual([]);
    },
  );

  it("carries ky where it cannot be required, and its licence", () => {
    const code = files.filter((file) => file.endsWith(".cjs")).map(read);
    expect(code.filter((text) => text.includes('require("ky")'))).toEqual([]);
    expect(read("THIRD_PARTY_NOTICES.md")).toContain("Sindre Sorhus");
  });

  it("carries the code that reads phone numbers in one file a format, and its licence; the data comes with its package", () => {
    const of = (word: string): string[] => files.filter((file) => /\.c?js$/.test(file) && read(file).includes(word));
    expect(of("libphonenumber-js/max/metadata")).toHaveLength(2);
    expect(of('"libphonenumber-js/core"')).toEqual([]);
    expect(read("THIRD_PARTY_NOTICES.md")).toContain("catamphetamine");
  });

  it("brings four packages and no more", () => {
    const installed = readdirSync(join(inject("bareProject"), "node_modules")).filter((name) => !name.startsWith("."));
    expect(installed.sort()).toEqual(["eventemitter3", "ky", "libphonenumber-js", "whatsapp-coexistence", "zod"]);
  });
});
