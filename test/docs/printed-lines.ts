import ts from "typescript";

/** A comment behind a `console.log(…)`, which tells what the line prints. */
export interface PromisedLine {
  readonly line: number;
  readonly text: string;
}

/**
 * Replaces `console.log(…); // 401` by a call that reports what is printed there, and returns what the comments
 * promise.
 */
export function findPromisedLines(code: string): { code: string; promised: PromisedLine[] } {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const calls: { start: number; line: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === "console.log") {
      const comment = /^[)\]};,\s]*?\/\/ ?(.+)/.exec(restOfLine(code, node.end));
      const { line } = file.getLineAndCharacterOfPosition(node.end);
      if (comment?.[1] !== undefined) {
        calls.push({ start: node.expression.getStart(file), line: line + 1, text: comment[1].trim() });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  let instrumented = code;
  for (const { start, line } of calls.toReversed()) {
    const end = start + "console.log".length;
    instrumented = `${instrumented.slice(0, start)}printedAt(${line})${instrumented.slice(end)}`;
  }
  return { code: instrumented, promised: calls.map(({ line, text }) => ({ line, text })) };
}

function restOfLine(code: string, from: number): string {
  const end = code.indexOf("\n", from);
  return code.slice(from, end === -1 ? undefined : end);
}
