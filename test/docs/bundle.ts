import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import ts from "typescript";
import type { CodeBlock } from "./code-block.ts";
import { entryPoints, root } from "./entry-points.ts";
import { isCommonJs } from "./type-check.ts";

/** A program for `node --input-type=…`. */
export interface Program {
  readonly code: string;
  readonly inputType: "module" | "commonjs";
}

/** Puts an example, the runner around it and the sources of the package into one program. Other packages stay outside. */
export async function bundle({ language, code }: Pick<CodeBlock, "language" | "code">): Promise<Program> {
  const isCjs = language === "js" && isCommonJs(code);
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, "runner/main.ts")],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: isCjs ? "cjs" : "esm",
    packages: "external",
    logLevel: "silent",
    ignoreAnnotations: true, // the package says that its files have no side effects, and the runner's have nothing else
    plugins: [exampleAndSources(language === "ts" ? transpile(code) : code)],
  });
  return { code: outputFiles[0]?.text ?? "", inputType: isCjs ? "commonjs" : "module" };
}

function exampleAndSources(contents: string): Plugin {
  return {
    name: "example-and-sources",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^virtual:example$/ }, ({ path }) => ({ path, namespace: "example" }));
      onLoad({ filter: /.*/, namespace: "example" }, () => ({ contents, loader: "js", resolveDir: root }));
      onResolve({ filter: /^whatsapp-coexistence(\/|$)/ }, ({ path }) => {
        const source = entryPoints.get(path);
        return source === undefined ? { errors: [{ text: `${path} is no entry point` }] } : { path: source };
      });
    },
  };
}

// esbuild writes no metadata for decorators, which Nest reads to find out what a constructor wants.
function transpile(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  });
  return outputText;
}
