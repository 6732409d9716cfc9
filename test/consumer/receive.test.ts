import { resolve } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { mustRun } from "./support/command.ts";
import { addProgram } from "./support/project.ts";
import { called, received } from "./support/received.ts";

const folder = inject("bareProject");
const root = resolve(import.meta.dirname, "../..");

describe("a project that has installed the package", () => {
  it.each(["receive.mjs", "receive.cjs"])("receives webhooks over HTTP with %s", async (program) => {
    const { stdout } = await mustRun(folder, process.execPath, await addProgram(folder, program));
    expect(JSON.parse(stdout)).toEqual(received);
  });

  it.each(["client.mjs", "client.cjs"])("calls an API over HTTP with %s", async (program) => {
    const { stdout } = await mustRun(folder, process.execPath, await addProgram(folder, program));
    expect(JSON.parse(stdout)).toEqual(called);
  });

  it("compiles with TypeScript, checking the declarations too, and receives webhooks over HTTP", async () => {
    const program = await addProgram(folder, "receive.ts");
    const options = "--target es2022 --module nodenext --strict --exactOptionalPropertyTypes --skipLibCheck false";
    const types = ["--types", "node", "--typeRoots", resolve(root, "node_modules/@types"), "--outDir", "compiled"];
    const compiler = resolve(root, "node_modules/typescript/bin/tsc");
    await mustRun(folder, process.execPath, compiler, ...options.split(" "), ...types, program);
    const { stdout } = await mustRun(folder, process.execPath, "compiled/receive.js");
    expect(JSON.parse(stdout)).toEqual(received);
  });
});
