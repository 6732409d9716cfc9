import { code, markdownTable } from "../markdown.ts";
import { membersOf, wordsOf } from "./declarations.ts";

/** Makes a table of a union: each of its words, and what it means. */
export function wordsTable(head: string, path: string, name: string): () => string {
  return () =>
    markdownTable(
      [head, "meaning"],
      wordsOf(path, name).map((word) => [code(word.name), word.meaning]),
    );
}

/** Makes a table of what objects have: each member, and what it holds. */
export function membersTable(path: string, ...names: readonly string[]): () => string {
  return () =>
    markdownTable(
      ["member", "what it is"],
      names.flatMap((name) =>
        membersOf(path, name).members.map(({ name, isOptional, meaning }) => [
          code(isOptional ? `${name}?` : name),
          meaning,
        ]),
      ),
    );
}
