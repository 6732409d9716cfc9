import { readFileSync } from "node:fs";
import ts from "typescript";

/** A word of a union or a member of a type, and what its comment says. */
export interface Described {
  readonly name: string;
  readonly isOptional: boolean;
  readonly meaning: string;
}

const sources = new Map<string, ts.SourceFile>();

/** Reads a source, by its path in `src`. */
export function readSource(path: string): ts.SourceFile {
  const source = sources.get(path) ?? ts.createSourceFile(path, readText(path), ts.ScriptTarget.ES2022, true);
  sources.set(path, source);
  return source;
}

/** Reads the text of a source, by its path in `src`. */
export function readText(path: string): string {
  return readFileSync(new URL(`../../../src/${path}`, import.meta.url), "utf8");
}

/** The words of a union of texts, with the comments that stand before them. */
export function wordsOf(path: string, name: string): Described[] {
  const file = readSource(path);
  const { type } = findIn(file, name, ts.isTypeAliasDeclaration);
  if (!ts.isUnionTypeNode(type)) throw new Error(`${name} in ${path} is no union.`);
  return type.types.map((word, index) => {
    // The comment stands before the `|`, and so outside of the word.
    const before = file.text.slice(type.types[index - 1]?.end ?? type.pos, word.getStart());
    const comment = /\/\*\*([\s\S]*?)\*\//.exec(before)?.[1] ?? "";
    return {
      name: word.getText().slice(1, -1),
      isOptional: false,
      meaning: plain(comment.replaceAll(/\n\s*\*/g, "\n")),
    };
  });
}

/** The members that an interface declares itself, and what it says about itself. */
export function membersOf(path: string, name: string): Described & { readonly members: readonly Described[] } {
  const declared = findIn(readSource(path), name, ts.isInterfaceDeclaration);
  return {
    ...{ name, isOptional: false, meaning: commentOf(declared) },
    members: declared.members.filter(ts.isPropertySignature).map(describe),
  };
}

/** A member, and what its comment says. */
export function describe(member: ts.PropertySignature | ts.PropertyDeclaration): Described {
  return { name: member.name.getText(), isOptional: member.questionToken !== undefined, meaning: commentOf(member) };
}

function findIn<Declared extends ts.Statement & { readonly name: ts.Identifier }>(
  file: ts.SourceFile,
  name: string,
  isDeclared: (statement: ts.Node) => statement is Declared,
): Declared {
  const found = file.statements.filter(isDeclared).find((declared) => declared.name.text === name);
  if (found === undefined) throw new Error(`${file.fileName} declares no ${name}.`);
  return found;
}

/** The comment of a declaration, without its tags and in one line. */
function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  return plain(ts.getTextOfJSDocComment(comment?.comment) ?? "");
}

function plain(comment: string): string {
  return comment
    .replaceAll(/\{@link ([^}]+)\}/g, "`$1`")
    .replaceAll(/\s+/g, " ")
    .trim();
}
