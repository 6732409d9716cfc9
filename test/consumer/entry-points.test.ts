import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { subpaths } from "../../tsup.config.ts";
import { run } from "./support/command.ts";

const readJson = (name: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, "../..", name), "utf8"));
const manifest = readJson("package.json");
const typedoc = readJson("typedoc.json");
const specifiers = Object.keys(manifest.exports).map((subpath) => subpath.replace(/^\./, manifest.name));
// Nest is the one framework that has to be imported, and BullMQ the one queue; a project without them cannot load these.
const dependent = [
  ["whatsapp-coexistence/nest", "@nestjs/common"],
  ["whatsapp-coexistence/bullmq", "bullmq"],
] as const;
const needsAPeer = (specifier: string) => dependent.some(([name]) => name === specifier);
const independent = specifiers.filter((specifier) => !needsAPeer(specifier) && !specifier.endsWith(".json"));

const node = (code: string, type: "module" | "commonjs") =>
  run(inject("bareProject"), process.execPath, `--input-type=${type}`, "--eval", code);

describe("the entry points", () => {
  it("are the ones that are built", () => {
    const built = ["", ...subpaths.map((name) => `/${name}`), "/package.json"].map((path) => manifest.name + path);
    expect(specifiers.sort()).toEqual(built.sort());
  });

  it("are the ones that the reference describes", () => {
    const described = ["index", ...subpaths.map((name) => `${name}/index`)].map((path) => `src/${path}.ts`);
    expect(typedoc.entryPoints).toEqual(described);
  });

  it.each(independent)("load %s with import, without a warning", async (specifier) => {
    const code = `const names = Object.keys(await import("${specifier}")); console.log(names.length > 0);`;
    expect(await node(code, "module")).toEqual({ code: 0, stdout: "true\n", stderr: "" });
  });

  it.each(independent)("load %s with require, without a warning", async (specifier) => {
    const code = `console.log(Object.keys(require("${specifier}")).length > 0);`;
    expect(await node(code, "commonjs")).toEqual({ code: 0, stdout: "true\n", stderr: "" });
  });

  it.each(independent)("export the same names from %s in both module systems", async (specifier) => {
    const names = "Object.keys(loaded).filter((name) => !['default', 'module.exports'].includes(name)).sort().join()";
    const imported = await node(`const loaded = await import("${specifier}"); console.log(${names});`, "module");
    const required = await node(`const loaded = require("${specifier}"); console.log(${names});`, "commonjs");
    expect(required.stdout).toBe(imported.stdout);
  });

  it.each(independent)("name the classes of %s as they are exported, in both module systems", async (specifier) => {
    const wrong = `
      const classes = Object.entries(loaded).filter(([, value]) => /^class\\b/.test(value?.prototype && String(value)));
      console.log(classes.filter(([key, { name }]) => name !== key).map(([key, { name }]) => name + " for " + key).join());
    `;
    const imported = await node(`const loaded = await import("${specifier}"); ${wrong}`, "module");
    const required = await node(`const loaded = require("${specifier}"); ${wrong}`, "commonjs");
    expect([imported.stdout, required.stdout]).toEqual(["\n", "\n"]);
  });

  it.each(dependent)("say which package is missing where %s is loaded without %s", async (specifier, name) => {
    const { code, stderr } = await node(`await import("${specifier}");`, "module");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`Cannot find package '${name}'`) });
  });

  it("keep everything else to themselves", async () => {
    const { stderr } = await node(`await import("whatsapp-coexistence/dist/index.js");`, "module");
    expect(stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("recognise an error of the other module system's copy", async () => {
    const code = `
      import { createRequire } from "node:module";
      import { isCoexistenceError } from "whatsapp-coexistence";
      const { CoexistenceError } = createRequire(${JSON.stringify(join(inject("bareProject"), "x.js"))})("whatsapp-coexistence");
      console.log(isCoexistenceError(new CoexistenceError("invalid_json", "The body is not JSON.")));
    `;
    expect((await node(code, "module")).stdout).toBe("true\n");
  });
});
