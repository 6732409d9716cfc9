import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The declarations that the entry point leads to, as they are published. */
function declare(entry: string): string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const program = ts.createProgram([`${root}${entry}`], {
    ...options,
    noEmit: false,
    emitDeclarationOnly: true,
    stripInternal: true,
  });
  const printed: string[] = [];
  program.emit(undefined, (path, text) => {
    if (path.includes("/src/client/")) printed.push(text);
  });
  return printed;
}

it("nothing that is published says that calls are made with ky", () => {
  const declarations = declare("src/client/index.ts");
  expect(declarations.length).toBeGreaterThan(20);
  const lines = declarations.flatMap((text) => text.split("\n")).filter((line) => !/^\s*(\/?\*|\/\/)/.test(line));
  expect(lines.filter((line) => /\bky\b|\bKy[A-Z]/.test(line))).toEqual([]);
});
