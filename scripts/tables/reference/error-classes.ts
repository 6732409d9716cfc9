import { readdirSync } from "node:fs";
import ts from "typescript";
import * as client from "../../../src/client/index.ts";
import { CoexistenceError } from "../../../src/errors/index.ts";
import * as root from "../../../src/index.ts";
import * as signup from "../../../src/signup/index.ts";
import { type Described, describe, readSource, readText } from "./declarations.ts";

/** A class of errors. */
export interface ErrorClass {
  readonly name: string;
  readonly parent: string;
  /** The code that all of its errors have. */
  readonly code: string | undefined;
  /** What it declares beside the code and the message. */
  readonly members: readonly Described[];
  /** Where it can be imported from. */
  readonly imports: readonly string[];
}

const entryPoints = {
  "whatsapp-coexistence": root,
  "whatsapp-coexistence/client": client,
  "whatsapp-coexistence/signup": signup,
} as const;

/** Every class of errors that can be imported. */
export function findErrorClasses(): ErrorClass[] {
  const files = readdirSync(new URL("../../../src", import.meta.url), { recursive: true, encoding: "utf8" });
  return files
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && /^export class \w*Error\b/m.test(readText(path)))
    .sort()
    .flatMap((path) => readSource(path).statements.filter(ts.isClassDeclaration).map(readClass))
    .filter(({ imports }) => imports.length > 0);
}

function readClass(declared: ts.ClassDeclaration): ErrorClass {
  const name = declared.name?.text ?? "";
  return {
    name,
    parent: declared.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "",
    code: /super\(\s*"(\w+)",/.exec(declared.getText())?.[1],
    members: declared.members
      .filter(ts.isPropertyDeclaration)
      .map(describe)
      .filter((member) => !["name", "code"].includes(member.name)),
    imports: Object.entries(entryPoints)
      .filter(([, exports]) => isError(Reflect.get(exports, name)))
      .map(([subpath]) => subpath),
  };
}

function isError(exported: unknown): boolean {
  return (
    exported === CoexistenceError || (typeof exported === "function" && exported.prototype instanceof CoexistenceError)
  );
}
