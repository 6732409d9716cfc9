import { code, markdownTable } from "../markdown.ts";
import { wordsOf } from "./declarations.ts";
import { type ErrorClass, findErrorClasses } from "./error-classes.ts";
import { whatToDo } from "./what-to-do.ts";

/** Every code, the class of its errors, what it means, and what to do. */
export function errorCodesTable(): string {
  const classes = findErrorClasses();
  return markdownTable(
    ["`code`", "class", "meaning", "what to do"],
    wordsOf("errors/coexistence-error.ts", "CoexistenceErrorCode").map(({ name, meaning }) => {
      const found = classes.find((declared) => declared.code === name && declared.parent !== "InvalidInputError");
      const advice = Object.entries(whatToDo).find(([word]) => word === name)?.[1] ?? "";
      return [code(name), code(found?.name ?? "CoexistenceError"), meaning, advice];
    }),
  );
}

/** Every class, what it is a kind of, what it holds, and where it is imported from. */
export function errorClassesTable(): string {
  const classes = findErrorClasses().filter(({ name }) => name !== "CoexistenceError");
  return markdownTable(
    ["class", "a kind of", "holds besides", "import"],
    [...classes]
      .sort((one, other) => one.name.localeCompare(other.name))
      .map(({ name, parent, members, imports }) => [
        code(name),
        code(parent),
        members.length === 0 ? "nothing" : members.map(describeMember).join("<br>"),
        imports.map(code).join("<br>"),
      ]),
  );
}

function describeMember({ name, isOptional, meaning }: ErrorClass["members"][number]): string {
  const named = code(isOptional ? `${name}?` : name);
  return meaning === "" ? named : `${named}: ${meaning}`;
}
