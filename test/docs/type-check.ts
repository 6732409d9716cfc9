import { resolve } from "node:path";
import ts from "typescript";
import type { CodeBlock } from "./code-block.ts";
import { entryPoints, root } from "./entry-points.ts";

// What a careful user of the package would set; decorators because Nest wants them.
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  paths: Object.fromEntries([...entryPoints].map(([name, source]) => [name, [source]])),
};

/** Type-checks all blocks in one program, and returns what is wrong with each. */
export function typeCheck(blocks: readonly CodeBlock[]): ReadonlyMap<CodeBlock, readonly string[]> {
  const files = new Map(blocks.map((block, index) => [fileName(block, index), block]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.code ?? readFile(name);

  const program = ts.createProgram([...files.keys()], options, host);
  const found = [...files].map(([name, block]): [CodeBlock, string[]] => {
    const file = program.getSourceFile(name);
    const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return [block, diagnostics.map(describe)];
  });
  return new Map(found);
}

function fileName({ language, code }: CodeBlock, index: number): string {
  const ending = language === "ts" ? "ts" : isCommonJs(code) ? "cjs" : "mjs";
  // In the folder of the repository, so that its packages are found. No such file is ever written.
  return resolve(root, `example-${index}.${ending}`);
}

/** Tells whether a block of JavaScript is written for CommonJS. */
export function isCommonJs(code: string): boolean {
  return /\brequire\(/.test(code);
}

function describe({ file, start, messageText }: ts.Diagnostic): string {
  const line = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}
