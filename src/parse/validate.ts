import type { z } from "zod";
import type { UnknownIssue } from "../model/index.ts";
import { guardFor } from "./guard.ts";

/** What {@link validate} answers for a value that is not what the schema describes. */
export class Malformed {
  readonly issues: UnknownIssue[];

  constructor(issues: UnknownIssue[]) {
    this.issues = issues;
  }
}

// Beyond these, one more says nothing new about the same item.
const mostIssues = 10;

/**
 * Checks one item. A value in its documented form comes back as it is, the very same object; others come back in that
 * form, as a copy.
 *
 * @internal
 */
export function validate<Output>(schema: z.ZodType<Output>, value: unknown): Output | Malformed {
  if (guardFor(schema)(value)) return value as Output;
  let result: z.ZodSafeParseResult<Output>;
  try {
    result = schema.safeParse(value);
  } catch (error) {
    // zod passes the issues of a list's item on as arguments, and an engine takes about a hundred thousand of them.
    if (error instanceof RangeError) return new Malformed([{ path: "", message: "has more issues than can be told" }]);
    throw error;
  }
  if (result.success) return result.data;
  return new Malformed(
    result.error.issues.slice(0, mostIssues).map(({ path, message }) => ({ path: printPath(path), message })),
  );
}

function printPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  );
}
